# Greeting, help, language, contact, and the way out.

command-start = start
spoken-start = hello | hi | hey | good morning
about-start = The greeting and the menu

command-help = help
spoken-help = help | what can you do
about-help = See what I can do

command-language = language
spoken-language = language | english
about-language = Change the language

command-contact = contact
spoken-contact = contact
about-contact = Our address and telephone

command-cancel = cancel
spoken-cancel = cancel | never mind
about-cancel = Leave what you are doing

command-back = back
spoken-back = back | go back

start-greeting =
    Hello! I am Cầu Nối of { $office }.
    If something is wrong at work, write to me. I take it to the union that must answer. The answer comes back here.{ $workplace }

    Who reads it: only the officers of the union that gets it. Before it is sent, you see who that is. You can stay anonymous, and you can keep it from the union at your own workplace.

    Just write here. Photos and voice messages are fine too.{ $draft }
start-greeting-role =
    Hello { $name }! I am Cầu Nối of { $office }.
    { $roles }

    If something is wrong at your own work, press Send a petition.{ $workplace }{ $draft }
start-role-officer =
    You are an officer of { $units }.
    New petitions appear here. Reply to that message and the worker gets your answer.
    To see the cases that wait, press Inbox of the unit.
start-role-admin =
    You are an admin of { $units }.
    To invite officers or look at the units, press Officers and invitations.
start-workplace =
    { "" }

    You work at { $unit }, is that right? If not, you can change it before it is sent.
start-draft =
    { "" }

    You have a petition that is not finished. Just go on writing here.
start-left = Stopped. What would you like to do next?
start-menu = What would you like to do?
button-old = This button is old and does not work any more.

help =
    Just write or send a photo; I ask for what is missing.

    { $commands }

    You can always write “back” or “cancel”.
help-worker = For everybody:
help-officer = For union officers:
help-admin = For admins:
help-line = /{ $word } – { $what }

contact-card =
    { $office }
    Address: { $address }
    Telephone: { $hotline }
    Hours: { $hours }

language-name = English
language-ask = Which language would you like to use?
language-offer =
    Please write in your own language. I keep your words as they are, and somebody will read them.
    I can answer in these languages:
language-chosen = From now on I speak English with you.

menu-petition = Send a petition
menu-status = My petitions
menu-urgent = Urgent
menu-contact = Contact
menu-help = Help
menu-inbox = Inbox of the unit
menu-officers = Officers and invitations
