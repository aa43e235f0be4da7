"""The locale files hold nothing that nobody says."""

import re

from tests.promises.locales import families, locale, words_in_code


def test_no_words_are_kept_that_nobody_says() -> None:
    read, said = locale("vi"), words_in_code()
    # a string that ends in "-" is a beginning: texts.all_with(language, "web-")
    beginnings = tuple(word for word in said if re.fullmatch(r"[a-z][a-z0-9-]*-", word))
    known_families = families()
    assert [
        key
        for key in read.placeholders.keys() - said - read.included
        if not key.startswith(beginnings) and not any(family.fullmatch(key) for family in known_families)
    ] == []
