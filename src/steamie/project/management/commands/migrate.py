"""``steamie migrate``: Django's own, quicker on an empty database, with a copy before an old one is changed."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import Tags
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.utils import timezone

from steamie.project import dumps, few_models, schema, upgrade_copies

OTHERWISE_ASKED = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class AllOrNothing(MigrationExecutor):
    """Writes down that a migration was applied in the transaction that applies it, and draws few models on the way.

    Django does so afterwards where a migration leaves statements for its end. A process killed in between could never migrate
    again: the tables would be there, and nothing would say so.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """As Django does it, but for the moment at which it is written down."""
        if fake or fake_initial or not migration.atomic:
            few_models.forget(state)
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        if self.progress_callback:
            self.progress_callback("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=True) as editor:
            state = few_models.apply(migration, state, editor)
            while editor.deferred_sql:
                editor.execute(editor.deferred_sql.pop(0), None)
            self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # the stubs know an older Django
        if self.progress_callback:
            self.progress_callback("apply_success", migration, fake)
        return state

    def migrate(self, *arguments: Any, **options: Any) -> ProjectState:
        """As Django does it; what follows the last migration sees every model."""
        state = super().migrate(*arguments, **options)
        few_models.forget(state)
        return state


class Command(migrate.Command):
    """Makes the tables of the libraries first, and then ours.

    After each step Django draws anew every model that hangs on a changed one. Wagtail's hundred steps change its
    ``Page``, on which most of ours hang: while ours are not there yet, all the steps together cost half as much.
    """

    requires_system_checks = (Tags.models, Tags.database)  # a table is made without looking at any address

    def add_arguments(self, parser: CommandParser) -> None:
        """One more than Django's: whoever has made a copy by other means may do without ours."""
        super().add_arguments(parser)
        parser.add_argument("--without-copy", action="store_true", help="Make no copy first: you have made one.")

    def handle(self, *arguments: Any, **options: Any) -> None:
        """As Django does it; the libraries before it when nothing has been made yet, and a copy when something has."""
        setattr(migrate, "MigrationExecutor", AllOrNothing)  # noqa: B010 -- it offers no other way to name one
        executor = AllOrNothing(connections[options["database"]])
        whole = not any(options[name] for name in OTHERWISE_ASKED)
        if whole and executor.loader.applied_migrations:
            self._make_copy(executor, wanted=not options["without_copy"])
        elif whole:
            self.verbosity = options["verbosity"]
            executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if not _ours(leaf[0])])
        super().handle(*arguments, **options)

    def _make_copy(self, executor: MigrationExecutor, *, wanted: bool) -> None:
        """Refuse a database of a later version; copy one of an earlier."""
        comparison = schema.compare()
        if comparison.later:
            raise CommandError(comparison.problem)
        if not (comparison.missing and wanted):
            return
        try:
            copy = upgrade_copies.make(executor.loader.disk_migrations, now=timezone.now())
        except (dumps.CannotArchive, OSError) as problem:
            unchanged = "No copy could be made before migrating, so nothing was changed."
            remedy = "If you have a copy of your own, run: steamie migrate --without-copy"
            raise CommandError(f"{unchanged} {problem} {remedy}") from None
        if copy:
            self.stderr.write(f"A copy of the database as it was is in {copy}")


def _ours(label: str) -> bool:
    return apps.get_app_config(label).name.startswith("steamie.")
