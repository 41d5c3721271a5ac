"""A step of a migration with only those models drawn that it needs.

Django draws a class for every model that hangs on a changed one, after each step: in a house of three hundred models that is
nine tenths of the time it takes to migrate. Most steps need one model, those it points to, and those that point to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.utils.functional import SimpleLazyObject

Key = tuple[str, str]  # a model's room and its name in small letters

# What touches one model's table. Everything else, such as a step that runs Python, sees every model.
OF_THE_MODEL = (operations.CreateModel, operations.DeleteModel, operations.AlterModelOptions, operations.AlterUniqueTogether)
OF_A_FIELD = (operations.AddField, operations.RemoveField, operations.AlterField)
OF_AN_INDEX = (operations.AddIndex, operations.RemoveIndex, operations.AddConstraint, operations.RemoveConstraint)


def apply(migration: Migration, state: ProjectState, editor: BaseDatabaseSchemaEditor) -> ProjectState:
    """What ``Migration.apply`` does, in a transaction that the editor holds."""
    for operation in migration.operations:
        forget(state)
        before = state.clone()
        operation.state_forwards(migration.app_label, state)
        name = _model(operation)
        for each in (before, state):
            draw = partial(_draw, each, (migration.app_label, name.lower()) if name else None)
            setattr(each, "apps", SimpleLazyObject(draw))  # noqa: B010 -- a cached property
        operation.database_forwards(migration.app_label, editor, before, state)
    return state


def forget(state: ProjectState) -> None:
    """Whoever asks for its models next has all of them drawn."""
    vars(state).pop("apps", None)


def _model(operation: Operation) -> str:
    """The one model that a step is about; empty when it may need any."""
    kind = type(operation)
    if kind in OF_THE_MODEL:
        return str(getattr(operation, "name"))  # noqa: B009 -- each of them has it
    return str(getattr(operation, "model_name")) if kind in (*OF_A_FIELD, *OF_AN_INDEX) else ""  # noqa: B009 -- as above


class Models(StateApps):
    """Django forgets after each class what it knows of all registries, this process's own too: here, after the last one."""

    def clear_cache(self) -> None:
        """Only once all are drawn."""
        if self.ready:
            super().clear_cache()


def _draw(state: ProjectState, about: Key | None) -> StateApps:
    """The model, whatever points to it, and whatever these point to in their turn; all there are, without one."""
    if about is None:
        return Models(sorted(state.real_apps), state.models)
    waiting, wanted = [about, *_pointing_to(about, state)], dict[Key, ModelState]()
    while waiting:
        key = waiting.pop()
        if key not in wanted and key in state.models:
            wanted[key] = state.models[key]
            waiting += _pointed_to(key, state.models[key])
    return Models(sorted(state.real_apps), wanted)


def _pointing_to(about: Key, state: ProjectState, *before: Key) -> Iterator[Key]:
    """A field whose type changes takes along those that refer to it; where such a field is a key itself, those behind it."""
    heirs = {key for key, model in state.models.items() if about in _inherited_from(key, model)}
    by_key = {key for key, fields in state.relations[about].items() if any(field.primary_key for field in fields.values())}
    for key in {*heirs, *state.relations[about]} - {about, *before}:
        yield key
        if key in heirs | by_key:
            yield from _pointing_to(key, state, about, *before)


def _pointed_to(key: Key, model: ModelState) -> Iterator[Key]:
    yield from _inherited_from(key, model)
    for field in model.fields.values():
        for end in ("model", "through"):
            if other := getattr(field.remote_field, end, None):
                yield resolve_relation(other, *key)


def _inherited_from(key: Key, model: ModelState) -> list[Key]:
    return [resolve_relation(base, *key) for base in model.bases if isinstance(base, str)]
