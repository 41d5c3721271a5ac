"""Typed parameters of controls: plain values of a strategy document read into a frozen dataclass, or what is wrong with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

P = TypeVar("P")
MISSING = dataclasses.MISSING


@dataclass(frozen=True, slots=True)
class NoParameters:
    """A control that has nothing to set."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One parameter that cannot be used, and why, in plain English."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One parameter of a control: its name in a document, its label on screen, its type, and whether it may be left out."""

    name: str
    label: str
    kind: Any  # str, int, Fraction, date, a StrEnum, or a tuple of texts or of a StrEnum
    needed: bool
    default: Any

    @property
    def many(self) -> bool:
        """Whether it takes a list."""
        return get_origin(self.kind) is tuple

    @property
    def item(self) -> Any:
        """The type of the value, or of each value of a list."""
        return get_args(self.kind)[0] if self.many else self.kind


def parameter(label: str, **more: Any) -> Any:
    """A field of a parameters class, with the words for it on screen."""
    return dataclasses.field(metadata={"label": label}, **more)


@lru_cache(maxsize=256)
def settings(kind: type[Any]) -> tuple[Setting, ...]:
    """The parameters of a parameters class, in the order of its fields."""
    hints = get_type_hints(kind)
    return tuple(_setting(field, hints[field.name]) for field in dataclasses.fields(kind) if field.metadata.get("label"))


def _setting(field: dataclasses.Field[Any], hint: Any) -> Setting:
    default = field.default if field.default_factory is MISSING else field.default_factory()
    needed = default is MISSING
    return Setting(field.name, field.metadata["label"], _bare(hint), needed, None if needed else default)


def _bare(hint: Any) -> Any:
    """The type without ``| None``."""
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def read(kind: type[P], values: Mapping[str, Any]) -> tuple[P | None, list[Wrong]]:
    """The parameters, or None and everything that is wrong with them at once. A name nobody knows is a problem too."""
    by_name = {one.name: one for one in settings(kind)}  # type: ignore[arg-type] # every class has a hash
    problems = [Wrong(name, _unknown(name, by_name)) for name in values if name not in by_name]
    ready: dict[str, Any] = {}
    for one in by_name.values():
        if one.name in values:
            problems += _take(one, values[one.name], ready)
        elif one.needed:
            problems.append(Wrong(one.name, f"is missing; it should be {wanted(one)}."))
    if problems:
        return None, problems
    parameters = kind(**ready)
    problems = [Wrong(name, message) for name, message in _own_problems(parameters)]
    return (None if problems else parameters), problems


def _unknown(name: str, by_name: Mapping[str, Setting]) -> str:
    if not by_name:
        return "is not known: this control has no parameters."
    return f"is not known. The parameters here are {', '.join(by_name)}."


def _own_problems(parameters: Any) -> Iterator[tuple[str, str]]:
    check = getattr(parameters, "problems", None)
    return iter(check()) if check else iter(())


def _take(one: Setting, value: Any, ready: dict[str, Any]) -> list[Wrong]:
    try:
        ready[one.name] = _list(one, value) if one.many else _value(one.item, value)
    except (ValueError, TypeError, ZeroDivisionError):
        shown = f"“{value}” " if isinstance(value, str | int) else ""
        return [Wrong(one.name, f"{shown}should be {wanted(one)}.")]
    return []


def _list(one: Setting, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise ValueError
    return tuple(_value(one.item, item) for item in value)


def _value(kind: Any, value: Any) -> Any:
    if kind is int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError
        return value
    if not isinstance(value, str | date) or (isinstance(value, str) and not value.strip()):
        raise TypeError
    return _text(kind, value)


def _text(kind: Any, value: str | date) -> Any:
    if kind is date:
        return value if isinstance(value, date) else date.fromisoformat(value)
    if isinstance(value, date):
        raise TypeError
    return Fraction(value) if kind is Fraction else kind(value)


def wanted(one: Setting) -> str:
    """What a parameter should be, in words: "a whole number", "one of week, month"."""
    if isinstance(one.item, type) and issubclass(one.item, StrEnum):
        words = f"one of {', '.join(one.item)}"
    else:
        words = {
            int: "a whole number",
            Fraction: 'a fraction such as "1/3"',
            date: "a date such as 2027-03-31",
            str: "a text",
        }[one.item]
    return f"a list, each {words.removeprefix('a ')}" if one.many else words


def plain(value: Any) -> Any:
    """A parameter's value as JSON and TOML can hold it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def in_words(value: Any) -> str:
    """A parameter's value as a reader sees it: "data protection", "1/3", "staff, committee"."""
    if value is None:
        return "unstated"
    if isinstance(value, list | tuple):
        return ", ".join(in_words(item) for item in value)
    return str(plain(value)).replace("_", " ")
