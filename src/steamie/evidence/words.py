"""An event as a plain sentence: “The officer approved post 12”. Offices, never names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.apps import apps

from steamie.rules.permissions import Office
from steamie.rules.standing import State

from .in_force import office_title
from .models import Event
from .verbs import subjects, verb_of

ACTORS = {
    "system:clock": "The clock",
    "system:publisher": "The publisher",
    "system:setup": "Set-up",
    "system:repairs": "The repairs system",
    "system:operator": "Whoever looks after the machine",
    "visitor": "A visitor",
}


def sentence(event: Event, called: Mapping[str, str] = MappingProxyType({})) -> str:
    """Who did what to what. ``called`` names subjects by their reference, where the reader may know more than a number."""
    words = f"{actor(event)} {what_happened(event.verb, called.get(event.subject) or subject(event.subject))}"
    state = event.facts.get("is") if event.verb == "measure" and isinstance(event.facts, dict) else None
    return f"{words}: {State(state).label.lower()}" if state in set(State) else words


def actor(event: Event) -> str:
    """The office held when acting, or what sort of actor it was."""
    if event.office in set(Office):
        return office_title(event.office)
    if event.actor.startswith("person:"):
        return "A person without an office"
    return ACTORS.get(event.actor, event.actor.replace(":", " ").capitalize())


def what_happened(verb: str, what: str) -> str:
    """``approve`` and ``post 12`` → ``approved post 12``. A verb that no room knows is put as well as it can be."""
    registered = verb_of(verb.replace("_", " "))
    saying = registered.sentence if registered else f"{past(verb)} {{}}"
    return saying.replace("{}", what).strip()


def past(verb: str) -> str:
    """What was done, without its subject: ``approved``; ``asked a person to look``."""
    verb = verb.replace("_", " ")
    registered = verb_of(verb)
    if registered:
        return registered.alone or _without_subject(registered.sentence)
    first, _, rest = verb.replace("-", " ").strip().partition(" ")
    return f"{_regular(first)} {rest}".strip()


def _without_subject(saying: str) -> str:
    """``sent {} back`` → ``sent back``; ``asked a person to look at {}`` → ``asked a person to look``."""
    words = saying.replace("{}", "…")
    trimmed = words.removesuffix("…").strip()
    if trimmed != words.strip():
        loose = (" at", " of", " for", " in", " about", " to")
        return next((trimmed.removesuffix(end) for end in loose if trimmed.endswith(end)), trimmed.removesuffix(":"))
    return " ".join(words.replace("…", " ").split())


def subject(reference: str) -> str:
    """``posts.post:12`` → ``post 12``; ``clause:S-02`` → ``clause S-02``; ``page:people:invite`` → ``the page “invite”``."""
    kind, _, key = reference.partition(":")
    if kind == "page":
        return f"the page “{key.rpartition(':')[2].replace('_', ' ')}”" if key else "a page"
    if kind in subjects():
        return f"{subjects()[kind]} {key}".strip()
    if "." in kind:
        try:
            kind = str(apps.get_model(kind)._meta.verbose_name)
        except (LookupError, ValueError):
            kind = kind.partition(".")[2]
    return f"{kind.replace('_', ' ')} {key}".strip()


def titles(references: Iterable[str]) -> dict[str, str]:
    """What has a title, by its reference: ``posts.post:12`` → ``“Bins on Monday”``. One query for each kind that has."""
    keys: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        kind, _, key = reference.partition(":")
        if key.isdecimal():
            keys[kind].add(key)
    titled = {
        model._meta.label_lower: model
        for model in apps.get_models()
        if any(field.name == "title" for field in model._meta.concrete_fields)
    }
    return {
        f"{kind}:{pk}": f"“{title}”"
        for kind, wanted in keys.items()
        if kind in titled
        for pk, title in titled[kind]._default_manager.filter(pk__in=wanted).values_list("pk", "title")
    }


def references(spoken: str) -> list[str]:
    """``post 12`` → ``["posts.post:12"]``: every reference that is shown by these words. A reference itself is left as it is."""
    words = " ".join(spoken.split())
    if ":" in words:
        return [words]
    name, _, key = words.rpartition(" ")
    kinds = [model._meta.label_lower for model in apps.get_models()] + [kind for kind in subjects() if "." in kind] + ["clause"]
    return [f"{kind}:{key}" for kind in dict.fromkeys(kinds) if name and subject(f"{kind}:{key}").casefold() == words.casefold()]


def _regular(verb: str) -> str:
    if verb.endswith("ed"):
        return verb
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
