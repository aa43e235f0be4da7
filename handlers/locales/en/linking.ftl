# Codes and secrets.

guessing-barred = There were too many wrong tries. Please try again after { $until }.

linking-opened =
    { $kind } { $code } is open here now.
    { $state }.
    With: { $unit }, since { $since }.
linking-elsewhere =
    { $code } has just been opened in another place with its secret.
    If that was not you, tell us at once.
linking-wrong = The code or the secret is not right. Please look again.
linking-not-here = Type a secret only in a private chat with me. Please delete that message.

# What stands on the page in place of a secret that was read a week ago.

secret-covered = (hidden by now; if you need one, press “Make a new secret” at that case)
