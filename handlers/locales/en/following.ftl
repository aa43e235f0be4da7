# The author follows the own cases, adds to them, judges the answer.

command-status = status
spoken-status = my cases | where is my case
about-status = See where your cases stand

follow-none = You have not sent any petition yet. Just write, and I take it to the right place.
follow-list =
    Your cases, the newest first:

    { $cases }

    Press a code to see the case.
follow-line =
    { $code } · { $topic }
    { $state }. With { $unit } since { $since }.
follow-case =
    { $code } · { $topic }
    { $state }.

    It is with { $unit } since { $since }.
    { $reason }

    What happened:
    { $events }{ $answer }
follow-last-answer =
    { "" }

    The newest answer, { $at }:
    { $text }
follow-draft = You have not sent this one yet.
follow-not-now = This cannot be done with { $code } now. { $state }.

follow-state-new = Waiting for an officer
follow-state-taken = An officer is dealing with it
follow-state-asked = An officer waits for your reply
follow-state-answered = Answered
follow-state-referred = Passed to the competent authority
follow-state-closed = Closed
follow-state-withdrawn = You have withdrawn it

follow-event-opened = { $at }: sent to { $unit }.
follow-event-taken = { $at }: taken by an officer.
follow-event-released = { $at }: waiting for another officer.
follow-event-asked = { $at }: an officer asked you something.
follow-event-replied = { $at }: you wrote more.
follow-event-edited_by_author = { $at }: you changed what you wrote.
follow-event-urgent = { $at }: marked urgent.
follow-event-answered = { $at }: answered.
follow-event-transferred = { $at }: passed to { $unit }.{ $why }
follow-event-climbed = { $at }: passed up to { $unit }.{ $why }
follow-event-role_ended = { $at }: { $unit } goes on with it.
follow-event-referred = { $at }: referred to { $body }, document { $number } of { $day }.
follow-event-closed = { $at }: closed.
follow-event-rated = { $at }: you gave { $points } points.
follow-event-reopened = { $at }: opened again, with { $unit }.
follow-event-withdrawn = { $at }: withdrawn by you.
follow-event-secret_renewed = { $at }: secret changed.

button-follow-older = Show more
button-follow-withdraw = Withdraw
button-follow-secret = Make a new secret
button-follow-leave-it = Leave it
button-follow-skip = Skip

# A new secret

follow-secret-sure =
    I do not keep the old secret of { $code }, so I cannot send it again.
    I can make a new one. The old one then stops working.
follow-secret-new =
    The new secret of { $code }: { $secret }
    The old one does not work any more. Keep it to yourself.
    Whoever has both code and secret can open this case.
button-follow-secret-new = Make it

# Taking it back

follow-withdraw-sure =
    Do you want to withdraw { $code }? You cannot send this case again afterwards.
    What { $unit } has read stays known to them.
follow-withdrawn = You have withdrawn { $code }. Nobody deals with it any more. Write to me whenever you need to.
button-follow-withdraw-now = Withdraw { $code }
told-withdrawn = The sender has withdrawn { $code }. It needs no answer any more.

# Adding

follow-write =
    Go on, add to { $code }. Photos and voice messages are fine too.
    { $unit } will read it. Press Done when you are done.
follow-added = Added to { $code }. { $unit } will read it.
follow-added-more = Added to { $code }. { $unit } will read it. If there is more, just go on.
follow-added-closed =
    I have passed this on to { $unit }. But { $code } is closed.
    If it is not settled, press I am not satisfied to open it again.
follow-closed = { $code } is closed. If it is not settled, press I am not satisfied to open it again.
follow-nothing = I could not read this message. Please write words, or send a photo or a voice message.
follow-done = Done. { $unit } has got what you added to { $code }.
follow-covered =
    I have covered: { $found }
    The officers do not see it, since you are anonymous.
follow-uncovered = The officers now read all that you added to { $code }.
follow-held =
    This file may reveal who you are. Send it anyway?
    The officers have not got it yet. All else was sent.
follow-files-sent = The file went to whoever holds { $code }.
button-follow-done = Done
button-follow-uncover = Let them see it
button-follow-files = Send the file anyway

told-worker-files = The sender of { $code } has sent more files.
told-uncovered =
    The sender of { $code } lets you read all of it:
    { $text }
told-urgent = URGENT: the sender of { $code } has just reported danger.

# Editing

follow-edited = I have changed it in { $code } and told the officers. The old words are kept.
told-author-edited =
    The sender of { $code } has changed a message.
    Before: { $old }
    Now: { $new }

# The answer is judged

follow-rated = Thank you. I noted { $points } points for { $code }.
follow-rated-bad =
    I noted { $points } points for { $code }. I am sorry that it is not what you needed.
    You can ask the level above to look at it.
told-rated = The sender of { $code } gave { $points } of 5 points.
follow-why =
    What is still missing in { $code }? Tell it, so that the level above understands.
    Press Skip if you would rather not say.
follow-reopened-here =
    { $code } is open again. { $unit } is the highest level and goes on with it.
    I have told those who look after the system.
follow-reopened-enough =
    { $code } was opened again { $times } times, so it cannot be opened here any more.
    Call { $hotline }: somebody will listen and help you.
told-reopened-here = The sender of { $code } is not satisfied. The case is open again, here.
admin-reopened-here = Case { $code } was opened again at the highest level: { $unit }.

# Whether the author can be reached

told-reachable = The sender of { $code } can be reached again. What did not arrive can be sent again.
