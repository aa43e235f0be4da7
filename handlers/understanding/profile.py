"""The profile of Vietnamese without diacritics, counted for langdetect: `python -m handlers.understanding.profile`."""

import json
from typing import Final

from langdetect.utils.lang_profile import LangProfile

from handlers.understanding.words import DATA
from storage.fold import fold

NAME: Final = "vi-nd"
PROFILE: Final = DATA / "vi-nd.json"
_SENTENCES: Final = DATA / "vietnamese.txt"


def sentences() -> list[str]:
    """Our own sentences, from which the profile is counted."""
    lines = _SENTENCES.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def build() -> str:
    """The profile as it must stand in vi-nd.json: how often each one, two and three letters come, in langdetect's own form."""
    profile = LangProfile(NAME)
    for sentence in sentences():
        profile.update(f"{fold(sentence)} ")
    return json.dumps({"freq": dict(profile.freq), "n_words": profile.n_words, "name": NAME}, sort_keys=True, indent=0) + "\n"


if __name__ == "__main__":
    PROFILE.write_text(build(), "utf-8")
