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
urgent-offer = Do you want to alert the union now? Press the button below; no words are needed.
urgent-begun = This is noted as URGENT. Tell what has happened, and where. You can send it without words too.
button-urgent-petition = Send an urgent petition
call-danger =
    If there is danger, call now:
    { $numbers }
    Provincial union: { $hotline }
call-union =
    This cannot wait. To talk to somebody now, call the provincial union: { $hotline }
    If anybody is in danger:
    { $numbers }
