"""The tag of a language in an address: only those that we know, spelt as they are."""

from __future__ import annotations

from django.urls import register_converter

from steamie.rules.written_languages import languages


class LanguageTag:
    """A language by its tag, such as pl or pa-Arab."""

    regex = "|".join(sorted(languages(), key=len, reverse=True))

    def to_python(self, value: str) -> str:
        """The tag as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The tag as it stands."""
        return value


NAME = "language"
register_converter(LanguageTag, NAME)
