"""Questions of several words with several forms each, as SQLite's full-text search understands them."""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database.sqlite.query import BM25, LexemeCombinable, SearchQueryExpression, SearchQueryField
from wagtail.search.query import And, Or, PlainText


class AnyOf(LexemeCombinable):
    """Any of these words, in brackets: without them SQLite binds the last to the words of the next question."""

    _output_field = SearchQueryField()

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self.words = words

    def as_sql(self, compiler: object, connection: object) -> tuple[str, list[str]]:
        """The words, quoted so that none is taken for an operator."""
        quoted = ['"' + word.replace('"', '""') + '"' for word in self.words]
        return "%s", [f"({' OR '.join(quoted)})"]


def asked_as_meant(compiler: Any) -> Any:
    """The compiler, with brackets round words of which any will do, and one figure for how well a page answers the whole.

    The figure (BM25) is of the whole question already, and below nought: multiplied word by word it would change its sign.
    """

    class AskedAsMeant(compiler):
        def build_search_query_content(self, query: Any, config: Any = None) -> Any:
            """The question in SQLite's words."""
            if isinstance(query, PlainText) and query.operator == "or" and query.query_string.split():
                return SearchQueryExpression(AnyOf(query.query_string.split()), config=config)
            return super().build_search_query_content(query, config=config)

        def build_tsrank(self, vector: Any, query: Any, config: Any = None, boost: float = 1.0) -> Any:
            """How well a page answers."""
            return BM25() if isinstance(query, And | Or) else super().build_tsrank(vector, query, config=config, boost=boost)

    return AskedAsMeant
