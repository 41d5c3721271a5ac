"""The core takes values and gives values: none of them changes once it is made."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import is_dataclass

from steamie import rules


def values() -> list[type]:
    """Every dataclass of the rules."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")]
    classes = {kind for module in modules for _, kind in inspect.getmembers(module, inspect.isclass)}
    return [kind for kind in classes if is_dataclass(kind) and kind.__module__.startswith(rules.__name__)]


def test_no_value_of_the_rules_changes_once_it_is_made() -> None:
    assert len(values()) > 30
    assert [kind.__qualname__ for kind in values() if not kind.__dataclass_params__.frozen] == []


def test_no_value_of_the_rules_can_be_given_what_it_does_not_have() -> None:
    assert [kind.__qualname__ for kind in values() if "__slots__" not in vars(kind)] == []
