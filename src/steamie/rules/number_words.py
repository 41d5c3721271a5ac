"""Numbers as people say them in English: "two hundred and fifty", "twenty-first", "twenty twenty-six", "zero one four one"."""

from __future__ import annotations

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))
LARGEST = 10**15  # from here on nobody says a number; its digits are read one by one
ODD_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def cardinal(number: int) -> str:
    """A whole number that is not negative: 1250 is "one thousand two hundred and fifty"."""
    if number >= LARGEST:
        return digits(str(number))
    if number < 100:
        return _below_hundred(number)
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{DIGITS[hundreds]} hundred{f' and {_below_hundred(rest)}' if rest else ''}"
    scale, name = next((scale, name) for scale, name in SCALES if number >= scale)
    whole, rest = divmod(number, scale)
    joint = " and " if 0 < rest < 100 else " "
    return f"{cardinal(whole)} {name}{f'{joint}{cardinal(rest)}' if rest else ''}"


def _below_hundred(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    if number < 20:
        return TEENS[number - 10]
    tens, rest = divmod(number, 10)
    return f"{TENS[tens]}-{DIGITS[rest]}" if rest else TENS[tens]


def ordinal(number: int) -> str:
    """21 is "twenty-first"."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    ending = ODD_ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return words[:cut] + ending


def year(number: int) -> str:
    """1998 is "nineteen ninety-eight", 2005 "two thousand and five", 2026 "twenty twenty-six"."""
    century, rest = divmod(number, 100)
    if 2000 <= number < 2010 or not 1000 <= number < 10000 or number % 1000 == 0:
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {f'oh {DIGITS[rest]}' if rest < 10 else cardinal(rest)}"


def digits(text: str) -> str:
    """Each digit for itself: "0141" is "zero one four one". What is no digit is left out."""
    return " ".join(DIGITS[int(sign)] for sign in text if sign in "0123456789")
