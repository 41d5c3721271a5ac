"""What the landlord's own mail server thinks of a letter. We judge none ourselves: it sees far more of them than we do."""

from __future__ import annotations

import re
from email.message import Message

from .heads import raw

FORGED = re.compile(r"\bdmarc=fail\b", re.IGNORECASE)
COMMENT = re.compile(r"\([^()]*\)")
TRUE = re.compile(r"\s*dmarc\s*=\s*pass\s(?:.*\s)?header\.from\s*=\s*([\w.-]+)(?:\s|$)", re.IGNORECASE | re.DOTALL)


def suspicion(letter: Message) -> str:
    """Why this letter is suspected, as a sentence; empty when it is not.

    Of the verdicts on who sent it, the topmost alone is read: our own server wrote that one, and anybody may have written others.
    """
    if any(value.strip().lower().startswith("yes") for name in ("X-Spam-Flag", "X-Spam-Status") for value in raw(letter, name)):
        return "The mail server marked it as spam."
    if FORGED.search(_verdict(letter)):
        return "The mail server says that its sender’s address is forged."
    return ""


def vouched_for(letter: Message) -> tuple[str, str]:
    """The domain that a letter truly comes from, and the server whose word that is; both empty where none says so.

    Anybody may write such a line. Whether the server is ours is for the caller to compare (RFC 8601, 5 and 7.1).
    """
    verdict = _verdict(letter)
    findings = _unquoted(verdict).split(";")[1:]
    domain = None if FORGED.search(verdict) else next(filter(None, map(TRUE.match, findings)), None)
    return (domain[1].lower(), _server(verdict)) if domain else ("", "")


def _verdict(letter: Message) -> str:
    return next(iter(raw(letter, "Authentication-Results")), "")


def _unquoted(verdict: str) -> str:
    """The line without what stands in quotation marks or brackets: there our server may repeat what the sender chose."""
    plain, depth, quoted, signs = list[str](), 0, False, iter(verdict)
    for sign in signs:
        if sign == "\\":
            next(signs, "")
        elif depth:
            depth += {"(": 1, ")": -1}.get(sign, 0)
        elif quoted or sign == '"':
            quoted = quoted != (sign == '"')
        elif sign == "(":
            depth = 1
        else:
            plain.append(sign)
    return "".join(plain)


def _server(verdict: str) -> str:
    """The name by which the server that wrote it signs: what stands before the first semicolon, without a version."""
    named = COMMENT.sub(" ", verdict).partition(";")[0].split()
    return named[0].strip('"').lower().rstrip(".") if named else ""
