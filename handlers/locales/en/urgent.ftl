# Danger.

command-urgent = urgent
spoken-urgent = urgent | emergency | sos
about-urgent = Whom to call in danger, send an urgent petition

emergency-line = { $number } – { $name }

urgent =
    If you are in danger, call at once:
    { $numbers }

    Leave the dangerous place. Call people nearby to help.
    The union: { $hotline }
urgent-group =
    If you are in danger, call at once:
    { $numbers }

    The union: { $hotline }
    To send an urgent petition, write to me privately.
urgent-begun = This petition is URGENT. Write what has happened, and where. If you cannot write now, just send it.
button-urgent-petition = Send an urgent petition
