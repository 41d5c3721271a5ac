"""Singular and plural of English nouns, and words one wrong letter away: what a search on the website also looks for.

Rules of English spelling, and a list of the nouns they do not fit, the words of housing among them. A form that is no word
costs nothing: no page holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from string import ascii_lowercase

IRREGULAR = (  # each with every form it has
    ("person", "people", "persons"), ("child", "children"), ("man", "men"), ("woman", "women"), ("foot", "feet"),
    ("tooth", "teeth"), ("mouse", "mice"), ("louse", "lice"), ("goose", "geese"), ("penny", "pence", "pennies"), ("die", "dice"),
    ("criterion", "criteria"), ("datum", "data"), ("medium", "media"), ("agendum", "agenda", "agendas"), ("bureau", "bureaux"),
    ("appendix", "appendices"), ("index", "indices", "indexes"), ("analysis", "analyses"), ("basis", "bases"),
    ("crisis", "crises"), ("axis", "axes"), ("fascia", "fasciae", "fascias"), ("fungus", "fungi"), ("radius", "radii"),
    ("chairman", "chairmen"), ("chairwoman", "chairwomen"), ("workman", "workmen"), ("tradesman", "tradesmen"),
    ("spokesman", "spokesmen"), ("passer", "passers"), ("bus", "buses"), ("gas", "gases"), ("quiz", "quizzes"),
    ("roof", "roofs", "rooves"), ("staff", "staffs"), ("proof", "proofs"), ("safe", "safes"), ("movie", "movies"),
    ("stair", "stairs"), ("lens", "lenses"), ("bye", "byes"), ("lie", "lies"), ("tie", "ties"), ("pie", "pies"),
)  # fmt: skip
ALONE = frozenset(  # words that end like a plural and are none, or have no other form
    {
        "always", "corps", "does", "has", "his", "housing", "information", "is", "its", "mathematics", "minus", "news", "plus",
        "premises", "series", "species", "this", "thus", "us", "was", "yes",
    }
)  # fmt: skip
HISS = ("s", "x", "z", "ch", "sh")
SHORTEST_MENDED = 4  # letters; shorter words are one letter away from too many others
LONGEST_MENDED = 24  # letters; longer ones are no words of ours, and would cost a stranger nothing and us much
JOINING = frozenset(  # words that say nothing of what is looked for
    {
        "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "from", "get", "how", "i", "in", "is", "it", "me",
        "my", "need", "of", "on", "or", "our", "the", "to", "we", "what", "when", "where", "with", "you", "your",
    }
)  # fmt: skip


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {form: forms for forms in IRREGULAR for form in forms}


def forms(word: str) -> tuple[str, ...]:
    """The word as it was typed, then its singular and its plural: ``forms("tenancies")`` has ``tenancy``."""
    if word in ALONE or len(word) < 3 or not word.isalpha():
        return (word,)
    if word in _irregular():
        return tuple(dict.fromkeys((word, *_irregular()[word])))
    return tuple(dict.fromkeys([word, *(_singulars(word) if word.endswith("s") else _plurals(word))]))


def _plurals(word: str) -> Iterator[str]:
    if word.endswith("y") and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
        return
    if word.endswith("fe"):
        yield word[:-2] + "ves"
    elif word.endswith("f") and not word.endswith("ff"):
        yield word[:-1] + "ves"
    if word.endswith((*HISS, "o")):
        yield word + "es"
    if not word.endswith(HISS):
        yield word + "s"


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("ss"):  # an access, a loss: a singular
        yield word + "es"
        return
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("ves"):
        yield from (word[:-3] + "f", word[:-3] + "fe")
    if word.endswith("es") and word[:-2].endswith((*HISS, "o")):
        yield word[:-2]
    if word.endswith(("us", "is")):  # a virus: a singular; tissues of "is" are in the list
        yield word + "es"
    yield word[:-1]


def worth_finding(words: Iterable[str]) -> list[str]:
    """The words without those that only join others; all of them where nothing else would be left."""
    typed = list(words)
    return [word for word in typed if word not in JOINING] or typed


def mended(word: str, pages_with: Mapping[str, int]) -> str:
    """The word on most pages that one wrong, missing, added or swapped letter makes of this one; empty when there is none.

    ``pages_with`` says of every word of the site how many pages hold it. A word that is there, in either number, is right.
    """
    if (
        not SHORTEST_MENDED <= len(word) <= LONGEST_MENDED
        or not word.isalpha()
        or any(form in pages_with for form in forms(word))
    ):
        return ""
    near = sorted(set(_one_letter_away(word)))
    whole = [each for each in near if each in pages_with]
    other_number = [] if whole else [each for each in near if any(form in pages_with for form in forms(each))]
    return max(whole or other_number, key=lambda each: sum(pages_with.get(form, 0) for form in forms(each)), default="")


def _one_letter_away(word: str) -> Iterator[str]:
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield from (left + right[1:] for left, right in parts if right)
    yield from (left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1)
    yield from (left + letter + right[1:] for left, right in parts if right for letter in ascii_lowercase)
    yield from (left + letter + right for left, right in parts for letter in ascii_lowercase)
