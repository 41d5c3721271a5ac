"""Electronic mail addresses, however they are written; the mailbox of an office is nobody's secret (S-68)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .folding import Folded

Stretch = tuple[int, int]
_PROVIDERS = (
    r"g\s?mail|google\s?mail|hot\s?mail|outlook|yahoo|ymail|icloud|live|aol|btinternet|bt\s?connect|msn|sky|talktalk"
    r"|virgin\s?media"
    r"|tiscali|blueyonder|ntlworld|proton\s?mail|proton|gmx|me|mail|fastmail|zoho|wp|onet|mail\.ru"
)
_FREE = re.compile(rf"^(?:{_PROVIDERS})\.")
_ENDINGS = r"(?:com|org|net|uk|scot|co\s?\.?\s?uk|eu|info|me|pl|ie|io|biz)"
_AT = r"(?:\s*[(\[{<*_]\s*(?:at|a|@)\s*[)\]}>*_]\s*|\s+(?:at|@)\s+)"
_BRACKETED_AT = r"\s*[(\[{<*_]\s*(?:at|a|@)\s*[)\]}>*_]\s*"
_DOT = r"(?:\s*[(\[{<*_]?\s*(?:\bdot\b|\bpoint\b|\.)\s*[)\]}>*_]?\s*)"
_NO_ONE = r"(?!(?:up|in|on|us|it|go|here|page|site|account|look|see|help|class|course|meet|out|you|them|sign|log|click|be|is)\b)"
_LOCAL_PART = r"[\w+-]+(?:(?:\s?\.\s?|\s+(?:dot|underscore|dash|hyphen)\s+)[\w+-]+){0,4}"

_EMAIL = re.compile(r"(?<![\w.+-])(?P<local>[\w.+-]+)@(?P<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?![\w@])")
_SPACED = re.compile(
    rf"(?<![\w.+-])(?P<local>[\w+-]+(?:(?:\.|\s\.\s)[\w+-]+){{0,5}})\s?@\s?"
    rf"(?P<domain>[a-z0-9-]+(?:\s?\.\s?[a-z0-9-]+){{0,5}}\s?\.\s?{_ENDINGS})(?![\w@])"
)
_SPOKEN = re.compile(
    rf"(?<![\w.+-]){_NO_ONE}(?P<local>{_LOCAL_PART}){_AT}(?P<domain>[a-z0-9-]+(?:{_DOT}[a-z0-9-]+){{0,3}}"
    rf"(?:\s*[(\[{{<*_]?\s*\bdot\b\s*[)\]}}>*_]?\s*){_ENDINGS})(?!\w)"
)
_BRACKETED = re.compile(
    rf"(?<![\w.+-])(?P<local>{_LOCAL_PART}){_BRACKETED_AT}(?P<domain>[a-z0-9-]+(?:{_DOT}[a-z0-9-]+){{1,3}})(?!\w)"
)
_PROVIDED = re.compile(
    rf"(?<![\w.+-]){_NO_ONE}(?P<local>{_LOCAL_PART})(?:{_AT}|@\s?)(?P<domain>(?:{_PROVIDERS})(?:(?:{_DOT}|\s)(?:com"
    rf"|co{_DOT}?\s?uk|co|org|net|uk))?)(?![\w.])"
)
_LOOSE_PROVIDERS = re.compile(r"^(?:live|me|mail|sky|outlook|proton|wp)$")
_OFFICE = re.compile(
    r"^(?:info|information|enquir(?:y|ies)|inquiries|mail|e?mail|office|hello|hi|admin\w*|housing|repairs?|complaints?"
    r"|contact(?:us)?|press|media"
    r"|support|help|helpdesk|customer\w*|services?|team|rent|rents|lettings|allocations|tenancy|tenants|maintenance|reception"
    r"|feedback|comms|communications|newsroom|community|events?|bookings?|tickets|membership|volunteer\w*|recruitment|hr|jobs"
    r"|accounts|finance|payments|privacy|dataprotection|dpo|foi|web|webmaster|editor|news|newsletter|secretary|chair|forum"
    r"|committee|library|school\w*|welfare\w*|advice|energy|factoring|property|estates|general|postmaster|noreply"
    r"|no-reply)\d{0,2}$"
)


def emails(text: Folded) -> Iterator[Stretch]:
    """Mail addresses, save those of an office."""
    plain = text.plain
    for hint, patterns in ((_SIGN, (_EMAIL, _SPACED)), (_DOTTED, (_SPOKEN,)), (_IN_BRACKETS, (_BRACKETED,))):
        for pattern in patterns if hint.search(plain) else ():
            yield from (match.span() for match in pattern.finditer(plain) if not is_an_offices(match["local"], match["domain"]))
    if _PROVIDER.search(plain):
        yield from (match.span() for match in _PROVIDED.finditer(plain) if _is_written_out(match))


# Each is looked for first, and costs next to nothing where no address is.
_SIGN, _DOTTED = re.compile("@"), re.compile(r"\bdot\b")
_IN_BRACKETS, _PROVIDER = re.compile(r"[(\[{<*_]\s*(?:at|a|@)\s*[)\]}>*_]"), re.compile(rf"\b(?:{_PROVIDERS})\b")


def _is_written_out(match: re.Match[str]) -> bool:
    """Whether a provider that is also a word ("live", "sky") is named as part of an address."""
    plainly_at = "@" not in match[0] and not re.search(r"[(\[{<]", match[0])
    return not (plainly_at and _LOOSE_PROVIDERS.match(match["domain"].strip()))


def is_an_offices(local: str, domain: str) -> bool:
    """Whether a mailbox is named for its work, at an organisation's own address: "repairs@", or "shr@shr.gov.scot"."""
    site = re.sub(r"\s|[()\[\]]", "", re.sub(r"\s*\(?\[?\bdot\b\]?\)?\s*", ".", domain))
    if _FREE.match(site):
        return False
    name = local.strip(".-_ ")
    return name == site.split(".")[0] or any(_OFFICE.match(part) for part in re.split(r"[._-]", name))
