# What several desks say.

only-in-private = This can only be done in a private chat. Please write to me privately.
not-allowed = This is not one of your tasks.
only-for-officers =
    This is for union officers. If you have an invitation code (CN-…), send it to me here.
    If you need help, just write to me. To see what you have sent, write /status.
uncertain-number =
    I am not sure which question this number answers.
    Please press a button, or write what stands on it.
case-not-yours = You cannot open this case.
sorry-not-understood-by-us =
    Sorry, something went wrong here and your last message was not dealt with.
    Please send it again, or say it in another way.
admin-alarm-nobody =
    No officer can be reached for case { $code }.
    Please invite somebody to the desk.

# Kinds of cases

kind-kien_nghi = Petition
kind-cau_hoi = Question

# What a case is about

topic-wages = Wages and bonuses
topic-overtime = Working hours, overtime
topic-social_insurance = Social and health insurance
topic-meals = Meals at work
topic-housing = Housing, transport, child care
topic-osh = Safety at work, accidents
topic-contract = Contract, dismissal
topic-union = Union work, union dues
topic-welfare = Visits, help in hardship
topic-harassment = Harassment, violence, threats
topic-leave_maternity = Leave, sickness, maternity
topic-other = Something else
topic-unsaid = Not said

# How a case stands

state-draft = Being written, not sent
state-new = Waiting for an officer
state-taken = Being dealt with
state-asked = Waiting for the sender's reply
state-answered = Answered
state-referred = Passed to the competent authority
state-closed = Closed
state-withdrawn = Withdrawn by the sender
state-with = { $state }, officer: { $officer }

# Why a unit has it

route-own = This is the union at the workplace.
route-commune = { $unit } looks after { $commune }.
route-commune-uncovered = No union looks after { $commune } alone, so it goes to { $unit }.
route-no-union = The workplace has no union yet, so it goes to { $unit }.
route-unsaid = The workplace is not known, so it goes to { $unit }.
route-unit-unknown = The workplace is not on our list, so it goes to { $unit }.
route-excluded = The sender does not want { $passed } to read it, so it goes to { $unit }.
route-nobody = { $passed } has no officer at its desk yet, so it goes to { $unit }.
route-ended = { $passed } does not exist any more, so it goes to { $unit }.
route-rank = This needs a higher level ({ $to }), so it goes to { $unit }.
route-alarm = No officer can be reached. { $unit } keeps it and looks for somebody.
climb-next = It was passed to the next level: { $unit }.
climb-passed = { $passed } cannot take it, so it goes to { $unit }.
climb-top = { $unit } is the highest level and keeps it.
climb-alarm = No officer above can be reached. { $unit } keeps it and looks for somebody.

unit-kind-co_so = workplace union
unit-kind-nghiep_doan = trade association
unit-kind-huyen = district federation of labour
unit-kind-thanh_pho = city federation of labour
unit-kind-nganh = sector union
unit-kind-vien_chuc = union of public employees
unit-kind-tinh = provincial federation of labour

# What a desk sees of a case

card =
    { $heading }
    About: { $topic }{ $language }
    Workplace: { $workplace }
    From: { $author }
    Sent: { $at }

    { $text }{ $said }{ $reply }{ $given }

    { $state }{ $files }
card-heading = { $kind } { $code }
card-heading-urgent = URGENT{ $danger } · { $kind } { $code }
card-danger = : { $what }
danger-accident = accident
danger-danger = danger now
danger-violence = violence
danger-harassment = harassment
danger-self_harm = may harm themselves
danger-forced_labour = forced to work
danger-child = a child
danger-mass_wages = wages owed to many
danger-stoppage = collective stoppage
card-language =
    { "" }
    Written in: { $names }
card-needs-reader =
    { "" }
    NEEDS A READER: { $names }{ $readers }
card-reader =
    { "" }
    Can read it: { $name } ({ $languages }), { $phone }
written-vi = Vietnamese
written-en = English
written-zh = Chinese
written-ja = Japanese
written-ko = Korean
written-th = Thai
written-lo = Lao
written-km = Khmer
written-unknown = a language not recognised
card-files = { " · " }files: { $count }
card-no-text = (No words)
card-cut =
    { $text }…
    (There is more. Press “Show all”.)
card-answer =
    { "" }

    { $officer } answered, { $at }:
    { $text }
card-question =
    { "" }

    { $officer } asked, { $at }:
    { $text }
card-reply =
    { "" }

    The sender added, { $at }:
    { $text }
card-given =
    { "" }

    Passed on by { $unit }. Reason: { $why }
card-shortened = { $text }…
card-given-away = Passed to another unit
author-anonymous = Anonymous
author-unnamed = Name not known
workplace-none = A place without a union
workplace-unsaid = Not said

digest =
    New cases: { $count }
    { $lines }

    Press a code to see the case.
digest-line = { $code } · { $topic }
digest-line-urgent = { $code } · URGENT · { $topic }

button-case-take = Take
button-case-takeover = Take over
button-case-answer = Answer
button-case-ask = Ask back
button-case-transfer = Transfer
button-case-up = To the level above
button-case-refer = To an outside authority
button-case-note = Internal note
button-case-close = Close
button-case-show = Show all

# Whom to call

emergency-ambulance = Ambulance
emergency-police = Police
emergency-fire = Fire and rescue
emergency-child = Child protection
