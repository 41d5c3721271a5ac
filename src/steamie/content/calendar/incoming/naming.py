"""What people and tools call a channel, ours or another's, and what says yes or no in a column of ticks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

EVERYWHERE = frozenset({"all", "all channels", "all platforms", "everywhere", "both", "any"})
_TICKED = frozenset({"x", "✓", "✔", "✅", "☑", "yes", "y", "true", "1", "on"})
_NOT_TICKED = frozenset({"no", "n", "false", "0", "off", "☐", "✗", "✘", "❌", "-", "–"})
# A profile as schedulers write it: the network, then the account's own name ("Facebook - Example HA", "Facebook (blue)").
_NETWORK_FIRST = re.compile(r"(?P<network>[^\W\d_][\w ]*?)\s*(?:\s[-–—]\s|[:(@\[]).*")
# Networks that nobody takes for one of ours, however they are written.
_ELSEWHERE = re.compile(
    r"(insta(gram)?|ig|twitter|x|tweet|linked ?in|li|tik ?tok|you ?tube|yt|threads|pinterest|snap ?chat|whats ?app|mastodon|"
    r"google (my )?business( profile)?|gmb|reddit|next ?door|e-?mail|newsletter|mail ?chimp|blog|text|sms|poster|print|press)"
    r"(?: (page|feed|post|profile|account|stor(y|ies)|reels?))?",
    re.IGNORECASE,
)
_OF_WORDS = re.compile(r"\s+(?:copy|captions?|text|words|content|posts?|message|version)$", re.IGNORECASE)


def is_short_for(written: str, name: str) -> bool:
    """Whether people call a channel so: by its name, by its first word, or by two to four letters of it in their order."""
    short = written.removeprefix("our ").replace(" ", "")
    first = name.split()[0]
    if short in (name.replace(" ", ""), first):
        return True
    letters = iter(first[1:])
    return 2 <= len(short) <= 4 and short[0] == first[0] and all(letter in letters for letter in short[1:])


def network(written: str) -> str:
    """The network of a profile that is named behind it; the whole name where none is."""
    plain = " ".join(written.split())
    match = _NETWORK_FIRST.fullmatch(plain)
    return match["network"] if match else plain


def is_elsewhere(written: str) -> bool:
    """Whether this is a network that a person surely did not mean for one of our channels."""
    return bool(_ELSEWHERE.fullmatch(network(written)))


def without_words(heading: str) -> str:
    """The channel in a heading such as "Facebook copy"."""
    return _OF_WORDS.sub("", " ".join(heading.split()))


def is_ticked(cell: str) -> bool:
    """Whether a cell of a column of ticks says yes."""
    return cell.strip().casefold() in _TICKED


def are_ticks(cells: Iterable[str]) -> bool:
    """Whether a column holds nothing but ticks, and at least one."""
    filled = [cell.strip().casefold() for cell in cells if cell.strip()]
    return bool(filled) and all(cell in _TICKED | _NOT_TICKED for cell in filled)


def as_hashtags(cell: str) -> str:
    """Hashtags as they are published: a "#" before each, where the column names them without."""
    if "#" in cell or not cell.strip():
        return cell
    pieces: Sequence[str] = re.split(r"[,;]\s*", cell.strip()) if re.search("[,;]", cell) else cell.split()
    return " ".join("#" + re.sub(r"\W", "", piece) for piece in pieces if re.sub(r"\W", "", piece))
