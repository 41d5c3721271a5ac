"""What moves the public version on: triggers of the database on every table that a public page is made from.

A trigger works in the transaction of the change, however the row is written: by an action, the editor, a bulk update, another
program. So no stored page can be shown for the state after a change that it does not show. A migration that rebuilds a table
of SQLite loses its triggers: they are put in place again after every migration.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

VERSION = "website_publicversion"
# A test renders every public page and fails when one reads a table that is not here, nor among those that cannot change it.
TABLES = (
    "casework_owntime",
    "channels_channel",
    "consultations_answerpart",
    "consultations_consultation",
    "consultations_consultationanswer",
    "consultations_consultationquestion",
    "consultations_gathering",
    "consultations_project",
    "consultations_tenantapproval",
    "diary_officeclosure",
    "diary_openperiod",
    "formats_suppliedformat",
    "particulars_particularedition",
    "posts_amendment",
    "posts_post",
    "posts_publication",
    "posts_withdrawal",
    "strategy_association",
    "strategy_edition",
    "strategy_strategyreview",
    "translations_offeredlanguage",
    "translations_translation",
    "wagtailcore_locale",
    "wagtailcore_page",
    "wagtailcore_pageviewrestriction",
    "wagtailcore_site",
    "wagtailimages_image",
    "wagtailimages_rendition",
    "wagtailredirects_redirect",
    "website_contactpage",
    "website_embeddingplace",
    "website_homepage",
    "website_newsindexpage",
    "website_newspage",
    "website_pagecheck",
    "website_serviceindexpage",
    "website_servicepage",
    "website_sitenotice",
    "website_takedown",
    "website_textpage",
    "website_vacancyindexpage",
    "website_vacancypage",
    "website_yousaid",
)
_CHANGES = ("INSERT", "UPDATE", "DELETE")
_NEXT = f"UPDATE {VERSION} SET number = number + 1"  # noqa: S608 -- our own words
_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION public_version_next() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {_NEXT}; RETURN NULL; END$$"
)


def install(using: str = "default", **named: Any) -> None:
    """Put every trigger in place that is missing, on the tables that are there. Called after every migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if VERSION not in tables:
        return
    present = _present(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in sorted(tables.intersection(TABLES)):
            for name, statement in _statements(connection, table):
                if name not in present:
                    cursor.execute(statement)


def complete(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is in place. Where one is not, no page may be served from a store."""
    wanted = {name for table in TABLES for name, _ in _statements(connection, table)}
    return wanted <= _present(connection)


def number(connection: BaseDatabaseWrapper) -> int:
    """The version of what the public sees."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {VERSION}")  # noqa: S608 -- our own words
        row = cursor.fetchone()
    return int(row[0]) if row else -1


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(sqlite if connection.vendor == "sqlite" else postgresql)
        return {name for (name,) in cursor.fetchall()}


def _statements(connection: BaseDatabaseWrapper, table: str) -> list[tuple[str, str]]:
    """The triggers of a table, by name. PostgreSQL's wait for the commit: nobody holds the one row while waiting for another."""
    if connection.vendor == "sqlite":
        return [
            (
                f"public_{table}_{change.lower()}",
                f"CREATE TRIGGER public_{table}_{change.lower()} AFTER {change} ON {table} BEGIN {_NEXT}; END",
            )
            for change in _CHANGES
        ]
    when = f"AFTER {' OR '.join(_CHANGES)} ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    return [(f"public_{table}", f"CREATE CONSTRAINT TRIGGER public_{table} {when} EXECUTE FUNCTION public_version_next()")]
