# A worker writes a petition, from the first word to the receipt.

command-petition = petition
spoken-petition = petition | complaint
about-petition = Write a petition to the union
command-question = question
spoken-question = ask a question
about-question = Ask the union something

petition-tell-kien_nghi =
    I am listening. Tell it in your own words.
    Text, voice, photos or video: all are fine.
    Nothing leaves before you press Send.
petition-tell-cau_hoi =
    What would you like to know? Write as you would say it.
    A voice message or a photo is fine too.
    Nothing leaves before you press Send.
petition-note =
    { $note }

    { $question }
petition-noted = I have written it down. If there is more, just go on.
petition-joined = Added, messages: { $count }.
petition-rewritten = The new words stand in place of the old ones.
petition-no-such-number = There is no such number. Please choose one from the list.
petition-place = Location: { $place }
petition-urgent =
    { $call }

    I have marked this letter as urgent.

# What is asked

petition-workplace =
    Where do you work? I ask so that it reaches the right people.
    Type the name, or choose below.
petition-workplace-found =
    { $count ->
        [1] Is it this one?
       *[other] Which one is it? Please choose.
    }
    { $names }

    If it is none of them, type the name again.
petition-place-unknown = I could not find this place, but it is written down in your petition.
petition-commune =
    In which commune or ward is the workplace?
    Type its name.
petition-commune-found = Which commune or ward is it? If it is none of them, type the name again.
petition-topic =
    What is it about?
    Choose what matters most. If unsure, press Skip.
petition-split =
    This letter tells of two things: { $first }, and { $second }.
    Sent as two letters, each gets someone of its own. Both hold all that you wrote.
petition-whither =
    I have written it down. You have a case that is still open:
    { $cases }

    Do these words belong to it, or is this something new?
    If it is new, nobody has been sent anything yet.
petition-whither-line = { $code } · { $topic }. Read by: { $unit }.
petition-old =
    You began to write at { $begun }:
    “{ $beginning }”

    Go on with it, or throw it away and write a new one?
petition-old-files =
    You began a petition that has files.
    Go on with it, or throw it away and write a new one?
petition-beginning = { $text }…
petition-more =
    Go on: text, voice or photos.
    When you are done, press Done.
petition-rewrite =
    Please write it again. The new words replace the old ones.
    Photos and files stay.
petition-edit = What would you like to change?
petition-files =
    This file may reveal who you are. Send it all the same?
    A voice, a face or details inside a document can tell.
petition-empty = There is nothing to send yet.
petition-only-files = Without the file nothing is left. Please write a few words.
petition-cancel =
    Throw this petition away?
    Its words and photos will be erased and cannot be brought back.
petition-dropped = It is erased. Nobody has read it. Write to me whenever you need to.
petition-kept = I keep it for 30 days. Write to me when you want to go on.
petition-forgotten =
    The petition you began at { $begun } was left for more than 30 days, so it is erased.
    Nobody has read it. If you still need it, please write it again.

button-petition-back = Back
button-petition-skip = Skip
button-petition-topics = Something else
button-petition-split-yes = Send as two letters
button-petition-split-no = Send as one letter
button-preview-one = Send only one letter
button-petition-communes = Commune or ward where I work
button-petition-no-union = My workplace has no union
button-petition-unsaid = I would rather not say
button-petition-add-to = Add to { $code }
button-petition-new = New petition
button-petition-resume = Go on with it
button-petition-fresh = Write a new one
button-petition-done = Done
button-petition-rewrite = Write it again
button-petition-more = Add more
button-petition-workplace = Change workplace
button-petition-topic = Change topic
button-petition-into-cau_hoi = Make it a question
button-petition-into-kien_nghi = Make it a petition
button-petition-files-yes = Send the file too
button-petition-files-no = Send without the file
button-petition-drop = Throw away
button-petition-keep = Keep it for later

# What will be sent to whom

preview-to =
    To: { $unit }
    Why: { $reason }
preview-excluded = You do not want { $passed } to read it, so it goes to the level above.
preview-seen =
    The officer will see:
    { $heading }{ $urgent }
    About: { $topic }{ $second }
    Workplace: { $workplace }
    From: { $author }

    { $text }{ $files }
preview-second = . A second letter is sent about: { $topic }
preview-urgent = { " · " }URGENT
preview-cut =
    { $text }…
    (Letters not shown: { $left }. All of it is sent.)
preview-files =
    { "" }

    With: { $files }
files-photo = photos: { $count }
files-voice = voice messages: { $count }
files-video = videos: { $count }
files-file = documents: { $count }
preview-anonymous =
    The officer does not see your name, phone number or account.
    You still get the answer here.
preview-files-held-back = Voice, video or documents may reveal who you are. I will ask again before sending.
preview-traces =
    In the text: { $found }{ $more ->
        [0] { "" }
       *[other] { " " }and { $more } more
    }.
    To hide it from the officer, press Cover.
preview-masked = Names and numbers in the text are covered with ***.
preview-press-send = If this is right, press Send. To add something, just write on.
preview-press-send-urgent = Press Send to raise the alarm. If you can tell more, all the better.

button-petition-send = Send
button-petition-edit = Edit
button-petition-cancel = Cancel
switch-anonymous-on = Anonymous: on
switch-anonymous-off = Anonymous: off
switch-own-unit-on = My workplace union: may read
switch-own-unit-off = My workplace union: may not read
switch-mask-on = Uncover
switch-mask-off = Cover
switch-urgent-on = Urgent: on
switch-urgent-off = Urgent: off

# It has left

receipt =
    Sent. Your code: { $code }
    Held by: { $unit }

    Secret: { $secret }
    Keep it to yourself. Whoever has the code and the secret can open this case.
    You need it to open the case on another device.

    An officer will take the case and answer right here. I will tell you of every step.
receipt-urgent =
    Sent as urgent. Your code: { $code }
    Held by: { $unit }
    If you are in danger, do not wait: call an ambulance or the police now.

    Secret: { $secret }
    Keep it to yourself. Whoever has the code and the secret can open this case.
    You need it to open the case on another device.

    An officer will answer right here. I will tell you of every step.
petition-already-sent =
    This was sent already, do not worry.
    Code: { $code }. Held by: { $unit }. { $state }.
    The old button cannot change it any more. See how it stands, or write a new petition.
button-receipt-follow = Follow
button-receipt-withdraw = Withdraw
