# What happens to a case, as its desks and its author are told.

because = { " " }Reason: { $words }

told-handed-over = Case { $code } was passed to { $unit }.{ $why }
told-released = Case { $code } waits for an officer again. { $officer } is no longer in charge.
told-worker-replied =
    The sender of { $code } wrote again:
    { $text }
told-taken = { $officer } has taken { $code }.
told-taken-over = { $officer } has taken over { $code } from { $former }.{ $why }
told-answered =
    { $officer } has answered { $code }:
    { $text }
told-asked =
    { $officer } has asked the sender of { $code }:
    { $text }
told-noted =
    Internal note by { $officer } on { $code }:
    { $text }
told-referred = { $officer } has referred { $code } to { $body }, document { $number } of { $day }.
told-closed = { $officer } has closed { $code }.
told-edited =
    { $officer } has changed what the worker got in { $code }:
    { $text }

author-taken = An officer of { $unit } has taken your case { $code }.
author-transferred = Your case { $code } was passed to { $unit }.{ $why }
author-climbed = Your case { $code } was passed up to { $unit }.{ $why }
author-reopened = Your case { $code } is open again. It is now with { $unit }.
author-role_ended = Your case { $code } is now with { $unit }.
author-referred =
    { $unit } has referred your case { $code } to { $body }.
    Document { $number } of { $day }. { $unit } keeps following it until there is a result.
author-closed = Your case { $code } is closed. How did it go?
author-answer =
    { $unit } answers your case { $code }:

    { $text }

    How many points would you give? 5 is best.
author-question =
    { $unit } has a question about your case { $code }:

    { $text }

    Please reply to this message.
author-correction =
    { $unit } has corrected the last message about your case { $code }:

    { $text }
author-files-only = (See the attached file)

button-not-satisfied = I am not satisfied
button-add-more = Add something

told-answer-lost = The answer for { $code } did not reach the worker.
told-question-lost = The question for { $code } did not reach the worker.
told-file-lost = A file of { $code } could not be fetched. You can ask the sender for it.
file-lost = I could not fetch one of your files. Please send it again.
file-too-big = One of your files is too large for me. Please send a smaller one.

# Why a unit has a case, when an officer gave it to them
desk-transferred = An officer passed it to { $unit }.

button-reply-now = Reply
