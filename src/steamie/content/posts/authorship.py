"""Who wrote the words of a post: its pieces as a person sets them, and the history that approvals are judged by (S-60)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from steamie.content.suggestions.models import Suggestion
from steamie.people.models import Person
from steamie.rules.authorship import Writing, writers_of

from .composition import of_post
from .definition import Composition, Declaration, FieldKind, canonical, declarations
from .models import Authorship, Post


def pieces(composition: Composition) -> dict[str, str]:
    """Everything people read of a composition, by a name for each piece: "title", "texts 3", "pictures 7"."""
    return {
        key: piece
        for name, declaration in declarations(type(composition)).items()  # type: ignore[arg-type] # every class has a hash
        if declaration.read
        for key, piece in _pieces(name, declaration, getattr(composition, name))
    }


def _pieces(name: str, declaration: Declaration, value: object) -> list[tuple[str, str]]:
    plain = canonical(value, declaration.kind)
    if declaration.kind in {FieldKind.TEXTS, FieldKind.PICTURES}:
        return [(f"{name} {number}", words) for number, words in plain]
    return [(name, plain)] if plain else []


def begin(post: Post, composition: Composition, *, by: Person, at: datetime, before: Sequence[Authorship] = ()) -> None:
    """Write down who begins a post with these words. ``before``: whose words they were until now, not yet saved."""
    began = Authorship(post=post, by=by, at=at, edition=post.edition, began=True, pieces=pieces(composition))
    rows = [*before, began]
    for row in rows:
        row.post = post
    Authorship.objects.bulk_create(rows)
    judge_again(post, composition)


def first_writing(post: Post, composition: Composition) -> Authorship:
    """The row that says a post is all its author's, not yet saved."""
    return Authorship(post=post, by_id=post.author_id, at=post.made_at, edition=1, began=True, pieces=pieces(composition))


def change(post: Post, before: Composition, after: Composition, *, by: Person, at: datetime) -> None:
    """Write down what a person set in the edition the post now has, and whose words stand since."""
    rows = []
    if not post.authorships.exists():  # begun before there were rows of authorship
        rows.append(first_writing(post, before))
    was = pieces(before)
    changed = {name: piece for name, piece in pieces(after).items() if was.get(name) != piece}
    if changed:
        rows.append(Authorship(post=post, by=by, at=at, edition=post.edition, pieces=changed))
    Authorship.objects.bulk_create(rows)
    judge_again(post, after)


def judge_again(post: Post, standing: Composition) -> None:
    """Mark each row by whether its writer's words stand in the post as it now is."""
    rows = list(post.authorships.all())
    writers = writers_of(pieces(standing), [Writing(row.by_id, row.pieces, row.began) for row in rows])
    for row in rows:
        row.stands = row.by_id in writers
    Authorship.objects.bulk_update(rows, ["stands"])


def of_a_suggestion(suggestion: Suggestion) -> list[Authorship]:
    """The words of a colleague's suggestion are theirs, whoever takes it up. A visitor approves nothing, so none are kept."""
    if suggestion.person is None:
        return []
    words = {"title": suggestion.title, "texts": suggestion.text, "link": suggestion.link}
    if suggestion.picture_id:
        words[f"pictures {suggestion.picture_id}"] = suggestion.alt
    written = {name: piece for name, piece in words.items() if piece}
    return [Authorship(by=suggestion.person, at=suggestion.received_at, edition=0, pieces=written)]


def of_an_earlier(post: Post) -> list[Authorship]:
    """The words of a post that is said again are still those of whoever wrote them."""
    rows = [row for row in post.authorships.all() if row.stands] or [first_writing(post, of_post(post))]
    return [Authorship(by_id=row.by_id, at=row.at, edition=0, began=row.began, pieces=row.pieces) for row in rows]
