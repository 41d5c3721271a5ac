"""An event as a plain sentence: “Finance and Corporate Services Officer approved post 12”. Offices, never names."""

from __future__ import annotations

from django.apps import apps

from steamie.rules.permissions import Office
from steamie.rules.standing import State

from .models import Event

_PAST = {
    "send": "sent",
    "withdraw": "withdrew",
    "take": "took",
    "set": "set",
    "put": "put",
    "stop": "stopped",
    "plan": "planned",
    "begin": "began",
    "give": "gave",
    "make": "made",
    "hold": "held",
    "lend": "lent",
    "find": "found",
    "swap": "swapped",
    "drop": "dropped",
    "submit": "submitted",
    "cut": "cut",
    "keep": "kept",
    "let": "let",
    "read": "read",
    "see": "saw",
    "say": "said",
    "tell": "told",
    "write": "wrote",
    "bring": "brought",
    "lose": "lost",
    "leave": "left",
    "undo": "undid",
    "override": "overrode",
    "look": "looked at",
    "collect": "read the figures of",
    "see ended": "saw the end of",
    "lose connection": "lost the connection of",
    "mend connection": "mended the connection of",
    "escalate": "raised",
    "sign in": "signed in",
}
_ACTORS = {
    "system:clock": "The clock",
    "system:publisher": "The publisher",
    "system:setup": "Set-up",
    "visitor": "A visitor",
}


def sentence(event: Event) -> str:
    """Who did what to what."""
    told = f"{actor(event)} {_deed(event)}"
    found = event.facts.get("is") if event.verb == "measure" and isinstance(event.facts, dict) else None
    return f"{told}: {State(found).label.lower()}" if found in set(State) else told


def actor(event: Event) -> str:
    """The office held when acting, or what sort of actor it was."""
    if event.office in set(Office):
        return Office(event.office).label
    if event.actor.startswith("person:"):
        return "A person without an office"
    return _ACTORS.get(event.actor, event.actor.replace(":", " ").capitalize())


def _deed(event: Event) -> str:
    """``fix baseline`` of ``baseline 1`` → ``fixed baseline 1``: no word is said twice."""
    did, what = past(event.verb), subject(event.subject)
    last, kind = did.rpartition(" ")[2], what.partition(" ")[0]
    if kind and last.removesuffix("s") == kind:
        return f"{did} {what.partition(' ')[2]}".strip()
    return f"{did} {what}".strip()


def past(verb: str) -> str:
    """``approve`` → ``approved``; ``send_back`` → ``sent back``."""
    words = verb.replace("_", " ").replace("-", " ").strip()
    if words in _PAST:
        return _PAST[words]
    first, _, rest = words.partition(" ")
    return f"{_PAST.get(first) or _regular(first)} {rest}".strip()


def subject(reference: str) -> str:
    """``content.post:12`` → ``post 12``; ``clause:S-02`` → ``clause S-02``."""
    kind, _, key = reference.partition(":")
    if "." in kind:
        try:
            kind = str(apps.get_model(kind)._meta.verbose_name)
        except (LookupError, ValueError):
            kind = kind.partition(".")[2]
    return f"{kind.replace('_', ' ')} {key}".strip()


def _regular(verb: str) -> str:
    if verb.endswith("ed"):
        return verb
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
