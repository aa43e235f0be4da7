# What the bot says in groups.

groups-added =
    Hello everybody! I help workers to send petitions to the trade union.
    Please write to me privately{ $page }. In this group I keep no word.
    Officers who want to get cases here type an invitation code into the group.
groups-elsewhere = Please write to me privately{ $page }. In this group I keep no word.
groups-page = , or on { $url }
groups-help =
    This group gets the cases of { $unit }.
    Officers answer by replying to the message of a case. For a new petition, write to me privately.
groups-removed =
    The group of { $unit } is closed, because I am no longer in it.
    From now on you get the cases here. Open ones are still in /inbox.

groups-paused =
    New cases of { $unit } wait and are not sent to this group.
    In the group: { $others } people who have no task at this unit.
    Officers of the unit: { $officers }.
    People who were allowed to stay: { $allowed }.
    Officers, please check who is in the group, then press the button.
groups-none = nobody yet
groups-confirmed = Confirmed. New cases of { $unit } come to this group again.
groups-goes-on = This group is getting new cases.

button-groups-confirm = Confirm the list
