# The admin in chat.

command-officers = officers
spoken-officers = officers
about-officers = Officers, invitations, the list of units

admin-role-officer = officer
admin-role-admin = admin

# All units

admin-overview =
    You look after { $units } units.
    With an officer: { $answered }. With nobody: { $empty }.
    Page { $page }/{ $pages }. Press a unit to see it, or type a name to find it.
admin-empty =
    { $empty } of { $units } units have no officer ({ $answered } have one).
    Cases for these units go to the unit above.
    Page { $page }/{ $pages }.
admin-unit-line = { $name } · { $officers } officers
admin-unit-line-empty = { $name } · nobody yet
admin-find = Write some words of the unit's name.
admin-found = These units were found:
admin-found-nothing = No unit was found. Please try other words.

button-admin-back = Previous page
button-admin-on = Next page
button-admin-find = Find by name
button-admin-list = All units
button-admin-empty = Units with no officer
button-admin-units = Load the list of units
button-admin-contact = Edit the contact card

admin-empty-units =
    { $count } units have no officer:
    { $names }

    Cases for these units go to the unit above. Please invite officers.

# One unit

admin-unit-above = Above it: { $above }
admin-unit-ended = This unit no longer exists.
admin-unit-nobody = No officer yet.
admin-person = { $name }, { $role }, since { $since }{ $reach }
admin-person-there = { "" }
admin-person-away = { " " }(cannot be reached)
admin-invited = Invitation { $number }: { $role }, good until { $expires }

button-admin-unit = Back to the unit
button-admin-cases = Number of cases
button-admin-invite-officer = Invite an officer
button-admin-invite-admin = Invite an admin
button-admin-end = End the role: { $name } ({ $role })
button-admin-withdraw = Withdraw invitation { $number }

admin-cases =
    Cases at { $unit }:
    { $lines }
admin-cases-below =
    At all units below:
    { $lines }
admin-cases-line = { $state }: { $count }
admin-cases-none = No case.

# Invitations

admin-invitation-officer =
    The code to become an officer of { $unit }:
    { $code }

    Pass it on to the person you invite. They send it to me in a private chat.
    To let a group get the cases: an officer of the unit types another code into the group.
    The code works once, for { $days } days. I show it only now.
admin-invitation-admin =
    The code to become an admin of { $unit } and the units below:
    { $code }

    Pass it on to the person you invite. They send it to me in a private chat.
    The code works once, for { $days } days. I show it only now.
admin-invitation-withdrawn = The invitation is withdrawn.
admin-invitation-gone = This invitation was used, withdrawn, or is too old.

# A role ends

admin-end-sure-officer =
    End the role of { $name } as an officer of { $unit }?
    The cases they hold will wait for somebody else. If nobody is left, they go to the unit above.
admin-end-sure-admin =
    End the role of { $name } as an admin of { $unit }?
    Invitations they made will stop working too.
button-admin-end-now = End it
button-admin-keep = Keep it
admin-ended = { $name } no longer has the role at { $unit }.
admin-your-role-ended = Your role as { $role } of { $unit } has ended. Thank you.
admin-role-gone = This role had ended before.
admin-last = This is the last admin of the whole province. Please invite somebody else first.

# The unit file

admin-units-ask =
    Please send me a .csv file with the list of all units.
    I show what it would change. Nothing changes before you press “Apply”.
admin-units-no-file = I need a .csv file. Please send the file, not its text.
admin-units-too-big = This file is larger than 2 MB. Please check it.
admin-units-fetching = I have your file and am reading it. One moment, please.
admin-units-lost = I could not get this file. Please send it again.
admin-units-again = The preview is old. Please send the file again.
admin-units-same = This file is the same as the present list. Nothing changes.
admin-units-preview =
    This file would add { $added }, change { $changed } and end { $ended } units:
    { $lines }

    Do you want to apply it?
admin-units-added = New: { $name }
admin-units-changed = Changed: { $name }
admin-units-ended = Ended: { $name }
admin-units-more = … and { $count } more units
admin-units-applied = Done: { $added } units added, { $changed } changed, { $ended } ended.
admin-units-wrong =
    { $count } things in the file are wrong, so nothing was changed:
    { $lines }

    Please mend the file and send it again.
admin-units-problem = Line { $line }{ $column }: { $what }{ $value }
admin-units-column = , column { $name }
admin-units-value = { " " }({ $value })
admin-dropped = Stopped. Nothing was changed.
button-admin-apply = Apply
button-admin-drop = Cancel

unit-file-encoding = the file is not UTF-8 text
unit-file-unreadable = this line is not CSV
unit-file-empty = there are no units
unit-file-column-unknown = no such column
unit-file-column-missing = the column is missing
unit-file-column-twice = the column stands there twice
unit-file-cells = another number of cells than the heading
unit-file-missing = must not be empty
unit-file-code = a code has 1 to 40 of A-Z a-z 0-9 _ -
unit-file-code-twice = the code stands there twice
unit-file-root-missing = there is no unit of this code to be the root
unit-file-root-parent = the root stands below nobody
unit-file-parent-missing = only the root stands below nobody
unit-file-parent-unknown = no unit has this code
unit-file-cycle = these units stand above each other in a circle
unit-file-date = a date is written 2025-07-01
unit-file-dates = ends before it begins
unit-file-commune = a commune is written as five digits, a space and its name
unit-file-commune-twice = the commune stands there twice
unit-file-example = is 1, 0 or empty

# The contact card

admin-contact-card =
    This is what workers see:
    { $office }
    Address: { $address }
    Telephone: { $hotline }
    Hours: { $hours }

    What do you want to change?
admin-contact-office = Name of the office
admin-contact-address = Address
admin-contact-hotline = Telephone
admin-contact-hours = Hours
admin-contact-ask =
    { $field } now: { $now }
    Please write what is to stand there.
admin-contact-wrong = Please write one line of at most { $most } letters.
admin-contact-wrong-hotline = This does not look like a telephone number. Please write it again, at most { $most } letters.

# What happens to the house

house-channel-down =
    The channel { $channel } is not connected. What is to go out there waits and is not lost.
    I will tell you when it is back.
house-channel-up = The channel { $channel } is connected again. What waited is going out.
house-unreadable = I cannot read this kind of message yet. Please write text or send a photo.
channel-telegram = Telegram
channel-web = the chat page
