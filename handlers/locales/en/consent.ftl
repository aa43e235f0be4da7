# Consent. Another text is another VERSION in handlers/consent.py.

consent-ask =
    Before I keep what you write, I need you to agree.
    • Who keeps it: { $office }.
    • What: your words, photos, files, the name shown, the address of this chat.
    • Who reads it: the union officers who get it. Before it is sent you see who that is, and you can stay anonymous.
    • Your rights: see, correct, delete, take your consent back. Call { $hotline }.
    Until you agree, nobody reads it, unless a life is in danger. After { $hours } hours it is erased.
button-consent-petitions = I agree that my petitions are handled
button-consent-news = I agree to get union news
button-consent-refuse = I do not agree
button-consent-full = Show all
consent-words-yes = i agree | agree | yes | yes i agree | okay | sure
consent-words-no = i do not agree | i don't agree | no | disagree | refuse

consent-full =
    What do you agree to?

    1. Who is responsible
    { $office }, { $address }. Telephone { $hotline }. Responsible for personal data: { $data_officer }.

    2. What is kept
    The words, photos, voice messages, videos and files you send. The name shown and the address of this chat. Your workplace, if you tell it. The times, the answers and your rating.
    I do not ask for identity numbers, ethnic origin or religion.

    3. What for
    a) To take petitions, bring them to the union that must deal with them, and answer you.
    b) To send you union news. This is asked separately; you may say no.
    For nothing else.

    4. Who sees it
    Officers of the union that holds the petition, and of one that held it, up to when it was passed on. The levels of the union are different organisations. You are told each time it is passed on.
    If you stay anonymous, officers do not see your name and address.
    When a life is in danger, the law allows us to alert those who can help.

    5. Which way it goes
    The chat on our web page is ours. Telegram and Zalo belong to other companies; the servers of Telegram are abroad.

    6. For how long
    Until the case is done and its time in the archive is over. What you have not agreed to is erased after { $hours } hours.

    7. Your rights
    To know; to agree or not; to take your consent back; to see, correct, get a copy, have deleted, restrict, object; to complain, to sue, to claim damages; to ask for protection.
    If you take your consent back, petitions already sent are still dealt with. For any of this, call { $hotline }.
    Please tell the truth and respect what concerns other people.

    By the Law on Personal Data Protection, 91/2025/QH15. Text number { $version }.

consent-agreed = Thank you for agreeing. I am looking at what you have sent now.
consent-agreed-write = Thank you for agreeing. Now you can write to me.
consent-already = You have agreed already. Just go on writing.
consent-news =
    Thank you. I will send you union news.
    To stop it, call { $hotline }.
consent-news-only =
    Noted: you get union news.
    And your petitions? Do you agree that they are handled?
consent-withdraw =
    You agreed earlier. To take it back, call { $hotline }.
    Petitions already sent are still dealt with.
consent-refused =
    I keep none of your messages. Nobody has read them.

    You can still call the union: { $hotline }
    ({ $hours })
    In danger:
    { $numbers }

    If you change your mind, just write again.
consent-forgotten =
    { $hours } hours have passed without your consent, so I have erased your message. Nobody has read it.
    Whenever you need it, just write again.
