"""The head of a letter: who wrote it, about what, and which letter it answers. Whatever stands there, this reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parseaddr

from steamie.rules.one_line import one_line

LONGEST_SUBJECT, LONGEST_NAME, LONGEST_ADDRESS = 300, 160, 254
MOST_NUMBERS = 50  # of the letters that one says it follows
NUMBER = re.compile(r"<[!-;=?-~]{1,253}>")
ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]\x00-\x1f]+@[^@\s<>,;:\"()\x00-\x1f]+")
IN_BRACKETS = re.compile(r"(?P<name>[^<>]*)<\s*(?P<address>[^<>\s]+)\s*>[^<>]*")
BEFORE_UTF_8 = b"\xef\xbb\xbf"
# What programs write under a name of less: as browsers read them (WHATWG Encoding).
MEANT = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso-2022-jp": "iso2022_jp_ext",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "utf8mb4": "utf-8",
}  # fmt: skip
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # no sign of its own, or turns lines round


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Who wrote a letter, about what, and which letters it follows."""

    message_id: str = ""
    follows: tuple[str, ...] = ()  # numbers of earlier letters, the nearest first
    sender: str = ""
    sender_name: str = ""
    senders: int = 0  # how many it names; one is right
    reply_to: str = ""
    subject: str = ""


def parsed(content: bytes) -> Message:
    """The letter as a tree. The lenient policy: it never raises for a header. What a relay put before the head is passed over."""
    return message_from_bytes(content.removeprefix(BEFORE_UTF_8).lstrip(b"\r\n"), policy=policy.compat32)


def head_of(letter: Message) -> LetterHead:
    """The head of a parsed letter."""
    origins = raw(letter, "From")
    addresses = [address for _, address in getaddresses(origins) if ADDRESS.fullmatch(address)]
    name, sender = _only(origins)
    numbers = [*NUMBER.findall(_joined(letter, "In-Reply-To")), *reversed(NUMBER.findall(_joined(letter, "References")))]
    return LetterHead(
        message_id=next(iter(NUMBER.findall(_joined(letter, "Message-ID"))), ""),
        follows=tuple(dict.fromkeys(numbers))[:MOST_NUMBERS],
        sender=sender,
        sender_name=line(name)[:LONGEST_NAME],
        senders=max(len(origins), len({address.lower() for address in addresses})),
        reply_to=_only(raw(letter, "Reply-To"))[1],
        subject=line(_joined(letter, "Subject"))[:LONGEST_SUBJECT],
    )


def raw(letter: Message, name: str) -> list[str]:
    """Every header of this name, as it stands there."""
    return [str(value) for key, value in letter.raw_items() if key.lower() == name.lower()]


def _joined(letter: Message, name: str) -> str:
    return " ".join(raw(letter, name))


def _only(values: list[str]) -> tuple[str, str]:
    """Name and bare address of the first one; both empty where there is none that can be written to."""
    written = next(iter(values), "")
    name, address = parseaddr(written)
    if not ADDRESS.fullmatch(address) and (
        bracketed := IN_BRACKETS.fullmatch(written)
    ):  # a comma in a name that nobody put in quotes
        name, address = bracketed["name"].strip().strip('"'), bracketed["address"]
    well = ADDRESS.fullmatch(address) and len(address) <= LONGEST_ADDRESS and address.isascii()
    return name, address if well else ""


def line(value: str) -> str:
    """A header as text on one line: encoded words decoded, whatever their charset claims to be."""
    try:
        parts = decode_header(re.sub(r"[\r\n]+", " ", value))
    except (HeaderParseError, ValueError):
        parts = [(value, None)]
    text = "".join(part if isinstance(part, str) else decoded(part, charset)[0] for part, charset in _as_bytes(parts))
    return " ".join(one_line(visible(text)).split())


def _as_bytes(parts: list[tuple[bytes | str, str | None]]) -> list[tuple[bytes | str, str | None]]:
    """Signs outside ASCII that stand there without being encoded come as half characters; as bytes they can be read."""
    return [(part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part, charset) for part, charset in parts]


def decoded(data: bytes, charset: str | None) -> tuple[str, bool]:
    """Bytes as text, and whether that was a guess: the charset they claim, else UTF-8, else that of Windows."""
    claimed = charset or "utf-8"
    sure = (MEANT.get(claimed.lower(), claimed), claimed)
    for name in (*sure, "utf-8"):
        try:
            return data.decode(name), name not in sure
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace"), True


def visible(text: str) -> str:
    """Without signs that show nothing, or turn the text about them round. A database takes no NUL."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
