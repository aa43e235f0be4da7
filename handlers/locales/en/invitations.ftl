# Invitations.

invitation-wrong = This invitation is not right, or cannot be used any more. Please ask whoever gave it to you.
invitation-in-private = An invitation is for a private chat. Please send the code to me privately.
invitation-known = You have this role at { $unit } already. The code is still good for somebody else.
invitation-welcome =
    Welcome to the desk of { $unit }!
    New petitions appear here. Reply to such a message, and the worker gets your answer.
    { $waiting ->
        [0] No case is waiting now.
       *[other] Cases waiting for an answer: { $waiting }.
    }
    Colleagues see your name as: { $name }
invitation-welcome-admin =
    Welcome, admin of { $unit }!
    You look after officers, invitations and figures. Admins do not read petitions.
    Colleagues see your name as: { $name }
invitation-no-name = Union officer
button-invitation-name = Change the name
invitation-ask-name = Which name should colleagues see? Please write it here.
button-invitation-keep = Keep “{ $name }”
invitation-name-wrong = A name has 1 to { $most } letters. Please write it again.
invitation-named = Colleagues see your name as: { $name }
invitation-desk =
    From now on this group is the desk of { $unit }.
    New petitions appear here. Only officers with a role can deal with them.
    { $waiting ->
        [0] No case is waiting now.
       *[other] Cases waiting for an answer: { $waiting }.
    }
invitation-desk-known = This group is the desk of { $unit } already. The code is still good.
