"""Moving, copying and approving several posts at once: each by its own fingerprint as it was shown, and one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.content.posts import fingerprint
from steamie.content.posts.actions import approval, posts
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.definition import USUAL_TIME
from steamie.content.posts.models import Post
from steamie.content.posts.refusals import AlreadyGoing
from steamie.diary import moments
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.rules.typed_numbers import whole_number
from steamie.rules.written_days import is_far_ahead

MOST = 100  # posts at once
CHANGED = "It changed since you looked"


@dataclass(slots=True)
class Several:
    """What became of the posts that were chosen."""

    done: list[Post] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)  # the headline, and why it was left as it is


def pick(post: Post) -> str:
    """How a post is chosen: its number, and the fingerprint of what is shown of it."""
    return f"{post.pk}:{fingerprint.fingerprint(post)}"


def move(*, picks: Iterable[str], day: date, at_time: time | None, by: Person) -> Several:
    """Give each another day, at its own time unless one is said. A post whose approval this takes away is approved again."""
    return _each(picks, lambda post: posts.edit(post=post, composition=_on(post, day, at_time), by=by, edition=post.edition))


def copy(*, picks: Iterable[str], day: date, at_time: time | None, by: Person) -> Several:
    """Begin a draft with the words of each on another day."""
    return _each(picks, lambda post: posts.copy_of(post=post, due=_on(post, day, at_time), by=by))


def approve(*, picks: Iterable[str], by: Person) -> Several:
    """Approve each exactly as it was shown."""

    def approved(post: Post, shown: str) -> Post:
        return approval.approve(post=post, fingerprint=shown, by=by).post

    return _each(picks, approved, needs_fingerprint=True)


def open_day(day: date | None, today: date) -> date:
    """The day, if it has not passed and is not so far away that its year may be a slip. Raises NotReady."""
    if day is None:
        raise NotReady([Problem("Choose the day.", "day")])
    if day < today:
        raise NotReady([Problem(f"{day:%A} {day.day} {day:%B} has passed. Choose today or a later day.", "day")])
    if is_far_ahead(day, today):
        raise NotReady([Problem(f"{day.day} {day:%B %Y} is more than a year ahead. Move such a post on its own page.", "day")])
    return day


def _each(picks: Iterable[str], act: Callable[..., Post], *, needs_fingerprint: bool = False) -> Several:
    answer = Several()
    numbered = _numbered(picks)
    for number, shown in numbered[:MOST]:
        post = Post.objects.filter(pk=number).first()
        if post is None:
            continue
        if fingerprint.fingerprint(post) != shown:
            answer.left.append((post.title, CHANGED))
            continue
        try:
            answer.done.append(act(post, shown) if needs_fingerprint else act(post))
        except NotReady as refusal:
            answer.left.append((post.title, refusal.problems[0].message.rstrip(".")))
        except (AlreadyGoing, Changed, NotAllowed) as refusal:
            answer.left.append((post.title, str(refusal).rstrip(".")))
        except ValidationError as refusal:
            answer.left.append((post.title, refusal.messages[0].rstrip(".")))
    others = Post.objects.filter(pk__in=[number for number, _ in numbered[MOST:]])
    answer.left += [(title, f"At most {MOST} go at once") for title in others.values_list("title", flat=True)]
    return answer


def _numbered(picks: Iterable[str]) -> list[tuple[int, str]]:
    parted = [each.partition(":") for each in picks]
    return [(number, shown) for written, _, shown in parted if (number := whole_number(written)) is not None]


def _on(post: Post, day: date, at_time: time | None) -> Composition:
    """The composition of a post on another day, by the clock on the wall: an hour that is skipped or comes twice is refused."""
    written = at_time or (timezone.localtime(post.due_at).time() if post.due_at else USUAL_TIME)
    moment = moments.read(f"{datetime.combine(day, written):%Y-%m-%dT%H:%M}")
    return replace(of_post(post), due_at=moments.utc(moment), due_wall=moment.written)
