"""What tells a person's name from other words with a capital. No list of names is needed to know one; these only help."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).with_name("word_files")


def _words(name: str) -> frozenset[str]:
    return frozenset((_FOLDER / f"{name}.txt").read_text("utf-8").split())


# First names heard in Scotland, for people called by one name, or written in small letters.
FIRST_NAMES = _words("first_names")
# Those of them that in small letters are words or places.
WORDS_TOO = _words("first_names_that_are_words")
# Words that begin with a capital in ordinary posts and are nobody's name.
NO_NAMES = _words("no_names")
# Surnames that are also ordinary words: "Grace Park", "Robert Young".
SURNAMES_TOO = _words("surnames_that_are_words")
# What a name of two words is when it ends so: a street, a school, an office.
PLACES_AND_BODIES = _words("places_and_bodies")
