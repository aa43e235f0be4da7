# The demo page: four chats side by side, and stories to click through. What the people of the stories write stands here too.

demo-title = Cầu Nối · demo
demo-what = A worker writes, the union must answer. Four people, four chats, all of it running on this machine.
demo-language = Language
demo-restart = Start over
demo-restart-how =
    What is written here is kept in the folder data/demo. Stop it, start it again: it is still there.
    To start over: press Ctrl+C in the terminal, then type make demo-new

demo-name-worker = Lan
demo-name-grassroots = Hoa
demo-name-district = Minh
demo-name-admin = Mai
demo-seat-worker = Worker
demo-seat-grassroots = Grassroots union of the Tam Đường garment company
demo-seat-district = Tam Đường district federation
demo-seat-admin = Provincial federation, admin
demo-tab-worker = Worker
demo-tab-grassroots = Company
demo-tab-district = District
demo-tab-admin = Province
demo-chats = The four chats
demo-news = something new

# The guide

demo-stories = Stories
demo-guide = Guide
demo-intro = Choose a story and go step by step. Or just write in any of the chats.
demo-choose = Choose a story
demo-help = Do it for me
demo-seen = I have seen it
demo-skip = Skip this step
demo-again = From the beginning
demo-steps = Steps
demo-close = Close
demo-next = Another story
demo-working = Doing it…
demo-waiting = Done. One moment…
demo-stuck = The button is not there yet. Do it yourself in the chat, or skip this step.
demo-step-done = done
demo-step-now = you are here

demo-try = More to try
demo-try-follow = Lan’s chat: type “my cases” to learn where a case is, and since when.
demo-try-photo = Lan’s chat: send a photo or a voice message.
demo-try-undo = An officer’s chat: answer, then press “{ button-undo }” at once. The worker gets nothing.
demo-try-inbox = An officer’s chat: type /inbox for what is waiting, or /search wages.
demo-try-offline = Stop the program in the middle and start it again: no message is lost.

# Steps that several stories have

demo-step-agree = Lan presses “{ button-consent-petitions }”. Until then nobody can read it.
demo-step-drop = Lan drops the letter she had begun: types /cancel, then presses “{ button-petition-drop }”.
demo-step-new = This is something new. Lan presses “{ button-petition-new }”.
demo-step-workplace = Lan types where she works, “{ demo-says-workplace }”, and presses the right name.
demo-says-cancel = /cancel
demo-says-workplace = may tam duong

# Two months without wages

demo-wages = Two months without wages
demo-wages-about = Asked back, passed up, not satisfied
demo-wages-write = Lan writes as she would text a friend: “{ demo-says-wages }”.
demo-wages-anonymous = Lan does not want to be named: she presses “{ switch-anonymous-off }”. It turns on.
demo-wages-send = Scroll up: who gets it, what they read. Lan presses “{ button-petition-send }”.
demo-wages-take = Hoa has the letter, without a name. She presses “{ button-case-take }”.
demo-wages-ask = Hoa presses “{ button-case-ask }” and writes: “{ demo-says-wages-question }” It leaves after some seconds.
demo-wages-reply = Lan presses “{ button-reply-now }”, writes: “{ demo-says-wages-reply }”, and presses “{ button-follow-done }”.
demo-wages-up = Hoa presses “{ button-case-up }” and writes why: “{ demo-says-wages-reason }”
demo-wages-answer = Minh presses “{ button-case-answer }” and writes: “{ demo-says-wages-answer }”
demo-wages-rate = Lan gives 2 points.
demo-wages-reopen = Lan presses “{ button-not-satisfied }” and writes: “{ demo-says-wages-why }”. It goes to the province.
demo-wages-end = The case has reached Mai at the province. Try to answer in her place.
demo-says-wages = the company owes us 2 months of wages
demo-says-wages-question = Since which month? How many people are owed?
demo-says-wages-reply = since september, all of sewing line 2, 14 of us
demo-says-wages-reason = The director refuses to meet. The company’s union cannot settle it alone.
demo-says-wages-answer = We met the company on 20 November. It promised to pay before 15 December.
demo-says-wages-why = they promised 3 times and never paid

# The own union must not read it

demo-hidden = My own union must not read it
demo-hidden-about = Afraid of people in the company
demo-hidden-write = Lan writes: “{ demo-says-hidden }”.
demo-hidden-exclude = It would go to the company’s union. Lan presses “{ switch-own-unit-on }”.
demo-hidden-send = Scroll up: now it goes to the district federation. Lan presses “{ button-petition-send }”.
demo-hidden-look = It is with Minh. Look at Hoa’s chat: there is nothing about it.
demo-hidden-take = Minh presses “{ button-case-take }”.
demo-hidden-answer = Minh presses “{ button-case-answer }” and writes: “{ demo-says-hidden-answer }”
demo-hidden-rate = Lan gives 5 points.
demo-hidden-end = Done. The company’s union knows nothing, not even by searching. Try /search overtime in Hoa’s chat.
demo-says-hidden = the manager forces overtime until 9 pm and shouts at whoever refuses. the union chair is his brother
demo-says-hidden-answer = We will check the hours of the whole workshop this week and name nobody.

# An accident

demo-accident = An accident at work
demo-accident-about = What is urgent goes before all questions
demo-accident-write = Lan writes: “{ demo-says-accident }”. The emergency numbers must be there at once.
demo-accident-send = It is marked urgent and nothing more is asked. Lan presses “{ button-petition-send }”.
demo-accident-take = Hoa’s letter says URGENT. She presses “{ button-case-take }”.
demo-accident-answer = Hoa presses “{ button-case-answer }” and writes: “{ demo-says-accident-answer }”
demo-accident-end = Done. More to try: type “emergency” in Lan’s chat.
demo-says-accident = tai nan lao dong! someone fell from the scaffold in workshop 2, broken leg
demo-says-accident-answer = An ambulance is on its way. Keep everybody away from the scaffold, I am coming.
