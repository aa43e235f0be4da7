# What an officer reads and presses while working on a case.

command-inbox = inbox
spoken-inbox = inbox | my inbox
about-inbox = The cases that wait for you
command-search = search
about-search = Find a case by words or code

button-never-mind = Never mind
button-undo = Undo
button-send = Send
button-do-not-send = Do not send
button-next-page = Next page
button-close-now = Close it
button-not-ours-unit = Not ours: pass it to another unit
button-not-ours-outside = Refer it to the competent authority
button-resend = Send again
button-canned = Ready answers
button-canned-save = Keep as ready answer
button-canned-delete = Delete it
button-tab-waiting = Waiting ({ $count })
button-tab-mine = Mine ({ $count })
button-tab-answered = Answered ({ $count })

officer-dropped = All right, nothing was done.
officer-not-now = That cannot be done now. { $code }: { $state }.
officer-nothing-to-send = There is nothing in this message. Please write something or send a file.
officer-reason-needed = Please give the reason in a few words.

officer-took =
    You have taken { $code }.
    Reply to any message of this case to answer the worker.
officer-has-it = You have { $code } already.
officer-why-take-over =
    { $officer } is dealing with { $code }.
    Why do you take it over? { $officer } will read the reason.

officer-write-answer = Please write the answer for { $code }.
officer-write-question = What do you want to ask the sender of { $code }?
officer-write-note = Please write the note for { $code }. The worker does not see it.
officer-write-in-group =
    { $words }
    Write it as a reply to this message.
officer-noted = Noted in { $code }. The worker does not see it.

answer-leaves = Your message for { $code } leaves in { $seconds } seconds.
answer-left = Sent to the worker ({ $code }).
answer-undone = Stopped. The worker has got nothing.
answer-left-already = This message has left and cannot be taken back.
answer-held = Your message for { $code } was not sent. Please see below.
answer-not-yours = Your message was not sent: you are not in charge of { $code } any more.
answer-to-worker = Send it to the worker ({ $code })?
answer-just-sent =
    { $officer } has just written to the worker ({ $code }, { $at }):
    { $text }

    Do you still want to send yours?
answer-taken =
    { $officer } is dealing with { $code }.
    Do you still want to send this to the worker?

officer-close-sure = Close { $code }? The sender can have it opened again if not satisfied.
officer-close-how =
    { $code } cannot be closed: the worker has no answer yet.
    Answer it, or pass it to whoever must deal with it.
officer-closed = { $code } is closed.

officer-transfer-where =
    Which unit is { $code } for?
    Choose one, or write its name.
officer-transfer-found =
    Units with such a name that can take { $code }.
    Choose one, or write another name.
officer-transfer-not-found =
    No unit with such a name can take { $code }.
    Choose one below, or write another name.
officer-transfer-cannot =
    This unit cannot take { $code } now.
    Choose another one, or write its name.
officer-transfer-why =
    Why does { $code } go to { $unit }?
    The worker will read the reason.
officer-up-nobody = No officer above can be reached. { $code } stays with your unit.
officer-handed-over = { $code } was passed to { $unit }.

officer-refer-body =
    Which authority is { $code } referred to?
    You can write all three in one line: Sở Nội vụ; 123/CV-LĐ; 5/6/2026
officer-refer-number = What is the number of the document?
officer-refer-day = What is its date? For example: 5/6/2026
officer-refer-wrong-day = This date is not right. Please write the date of the document, for example 5/6/2026.
officer-referred = Noted: { $code } is referred to { $body }. Your unit keeps it and follows it.

officer-sent-again = Sending it to the worker again ({ $code }).
officer-nothing-lost = There is nothing left to send again ({ $code }).

canned-none = Your unit has no ready answers yet.
canned-choose = Choose a ready answer for { $code }.
canned-preview =
    This would go to the worker ({ $code }):

    { $text }
canned-gone = This ready answer is not there any more.
canned-deleted = “{ $title }” was deleted.
canned-title = Please give it a short name.
canned-saved = Kept as “{ $title }”.

inbox-waiting =
    Waiting: { $count }
    { $lines }
inbox-waiting-none = Nothing is waiting.
inbox-mine =
    Yours: { $count }
    { $lines }
inbox-mine-none = You have no case.
inbox-answered =
    Answered, not closed: { $count }
    { $lines }
inbox-answered-none = No case is answered and not closed.
inbox-line = { $code } · { $topic } · since { $since } · { $taken }{ $unit }
inbox-line-urgent = { $code } · URGENT · { $topic } · since { $since } · { $taken }{ $unit }
inbox-taken = { $officer }
inbox-untaken = nobody has it
inbox-unit = { " · " }{ $unit }

search-what = Which words or which code? Diacritics may be left out.
search-found =
    Search for “{ $asked }”:
    { $lines }
search-nothing = No case has “{ $asked }”.
button-search-older = Search older cases
search-line = { $code } · { $topic } · { $at }

history-head =
    { $code } · { $topic }
    Workplace: { $workplace }
    From: { $author }
    Sent: { $at }
    { $state }
history-worker =
    { $at } · Sender{ $revised }{ $files }
    { $text }
history-answer =
    { $at } · Answer by { $officer }{ $revised }{ $files }{ $arrived }
    { $text }
history-question =
    { $at } · Question by { $officer }{ $revised }{ $files }{ $arrived }
    { $text }
history-note =
    { $at } · Internal note by { $officer }{ $revised }{ $files }
    { $text }
history-revised = { " · " }edited
history-files = { " · " }{ $count } files
arrived-failed = { " · " }did not arrive
arrived-waits = { " · " }being sent
arrived-sent = { " · " }sent, not seen yet
arrived-there = { " · " }arrived
arrived-seen = { " · " }seen
