"""What the page of a post shows, gathered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.posts import checks, fingerprint, marks, panels, readiness, rendering, telling, unsaved
from steamie.content.posts.actions.approval import has_begun
from steamie.content.posts.checks import Checked, FindingQuestion
from steamie.content.posts.composition import Composition, Lookup, lookup, of_post
from steamie.content.posts.correcting import changes, history
from steamie.content.posts.forms import one_text
from steamie.content.posts.forms import posts as forms
from steamie.content.posts.forms.posts import PostForm
from steamie.content.posts.models import Approval, Post, PostStanding, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.posts.read_with import NoteLine, changes_of, typed_of
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import reference
from steamie.evidence.models import Event
from steamie.files.models import Picture
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.people.refusals import Problem
from steamie.people.requests import DeskRequest
from steamie.rules.correcting import Stage
from steamie.rules.permissions import Act
from steamie.rules.situation import PACE
from steamie.strategy.models import Association
from steamie.wording import vocabulary as vocabularies

from . import bar as bars
from .bar import Bar

ON_ITS_WAY = {Step.APPROVED, Step.CREATING, Step.CREATED, Step.PUBLISHING}
WATCHED = timedelta(minutes=10)  # before it is due

OPEN = {
    PostStanding.DRAFT,
    PostStanding.AWAITING_APPROVAL,
    PostStanding.SENT_BACK,
    PostStanding.APPROVED,
    PostStanding.HELD,
    PostStanding.REFUSED,
}
UNDECIDED = {PostStanding.DRAFT, PostStanding.AWAITING_APPROVAL, PostStanding.SENT_BACK}


_DECIDED_FIRST = {
    PostStanding.UNCONFIRMED: (Step.NEEDS_A_PERSON,),
    PostStanding.HELD: (Step.HELD,),
    PostStanding.REFUSED: (Step.REFUSED,),
}


def page(
    request: DeskRequest,
    post: Post,
    *,
    form: PostForm | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
    changed: Sequence[str] = (),
) -> HttpResponse:
    """The whole page. A refused POST is answered with it too, with what was typed still there."""
    person, standing = request.user, post.standing
    open_still = standing in OPEN and not any(has_begun(row) for row in post.publications.all())
    may_edit = open_still and ruling(person, Act.DRAFT, own=post.author_id == person.pk).allowed
    form = form or (_form(post) if may_edit else None)  # it reads of all channels what the checks ask of some
    shown = looks(post) if open_still or standing in UNDECIDED else as_it_went(post)
    context = shown | {
        "room": "calendar",
        **_boxes(post, form),
        "may_edit": may_edit,
        "may_copy": ruling(person, Act.DRAFT, own=True).allowed,
        "save_at": reverse("posts:post", args=[post.pk]),
        "look_at": reverse("posts:check", args=[post.pk]),
        "typed_reason": request.POST.get("reason", ""),
        "typed_words": request.POST.get("words", ""),
        "person": person.pk,
        "may_plan": ruling(person, Act.PLAN).allowed,
        "problems": problems,
        "changed": changed,
        **_rights(post, person),
        **_stands(post),
        **_past(post, person),
        **_corrections(post, person),
        **_notes(request, post),
    }
    if context["typed"] or (form and form.is_bound):
        context["marked"] = []  # they lie under the words as they are saved
    context |= {"bar": _bar(post, context), "to_do": [one for one in context["missing"] if one.field and one.field != "findings"]}
    return render(request, "posts/post.html", context, status=status)


def _rights(post: Post, person: Person) -> dict[str, Any]:
    """What this person may do with the post as it stands."""
    standing, own = post.standing, post.is_work_of(person)
    undecided = standing in UNDECIDED
    return {
        "own": own,
        "may_approve": ruling(person, Act.APPROVE, own=own) if undecided else None,
        "may_return": not own and (undecided or standing == PostStanding.APPROVED) and ruling(person, Act.APPROVE).allowed,
        "may_decide": standing in _DECIDED_FIRST and ruling(person, Act.APPROVE, own=own).allowed,
        "may_withdraw": ruling(person, Act.WITHDRAW).allowed and standing != PostStanding.WITHDRAWN,
        "undoable": _undoable(post, person) if standing == PostStanding.APPROVED else None,
    }


def _bar(post: Post, shown: Mapping[str, Any]) -> Bar:
    """What the bar at the foot says of the post as it is shown."""
    ruled = shown.get("may_approve") if shown["undecided"] else None
    first = bars.next_step(shown["missing"], shown.get("checked"), ruled, own=shown.get("own", False))
    if post.standing == PostStanding.APPROVED:
        first = "A change cancels the approval."
    approved_for = post.goes_at if post.standing == PostStanding.APPROVED else None
    return bars.of(shown["composition"], shown["named"], next_step=first, approved_for=approved_for)


def _notes(request: DeskRequest, post: Post) -> dict[str, Any]:
    """What colleagues wrote to each other about it, for those who may change posts."""
    person = request.user
    if not ruling(person, Act.DRAFT, own=post.author_id == person.pk).allowed:
        return {}
    notes = [NoteLine.of_row(row) for row in post.notes_read]
    return {
        "notes_of": True,
        "notes": notes,
        "may_note": True,
        "tried_note": request.POST.get("words", "") if "asks" in request.POST else "",
        "asked_of_me": any(note.asks_key == person.pk and not note.is_answered for note in notes),
        "colleagues": post.colleagues,
    }


def _stands(post: Post) -> dict[str, Any]:
    """Where the post is on its way, and what it still lacks."""
    standing, now = post.standing, timezone.now()
    undecided = standing in UNDECIDED
    return {
        "standing": standing,
        "undecided": undecided,
        "waits": _waits(post),
        "again": undecided and any(row.outdated for row in post.publications.all()),
        "outlook": _outlook(post),
        "seen_at": None if undecided else post.goes_at,
        "leaving": _leaves_soon(post, now),
        "returned": {"at": post.returned_at, "reason": post.returned_because} if standing == PostStanding.SENT_BACK else None,
    }


def _past(post: Post, person: Person) -> dict[str, Any]:
    """What was done to it and by whom, and what other rooms know of it."""
    lines, author = telling.history(post)
    return {
        "history": lines,
        "author": "you" if post.author_id == person.pk else author,
        "in_the_record": reference(post) if ruling(person, Act.READ_LOG).allowed else "",
        "panels": panels.drawn_for(post),
    }


def _corrections(post: Post, person: Person) -> dict[str, Any]:
    """What was corrected, what waits for a yes, and whether this person may write a correction."""
    sent = any(row.published_at and row.step == Step.PUBLISHED for row in post.publications.all())
    may = sent and ruling(person, Act.DRAFT, own=post.author_id == person.pk).allowed
    read = list(post.corrections.with_amendments()) if post.is_corrected else []
    rows = history.approved(read, changes_of(post))
    return {
        "corrections": rows,
        "correction_waits": history.waiting(read),
        "may_correct": may,
        "cannot_correct": changes.hindrance(post, read=read) if may else "",
        "undo_correction": _undoable_correction(rows, person),
    }


def _undoable_correction(rows: Sequence[history.Corrected], person: Person) -> Undoable | None:
    """The approval of the latest correction, while no channel was asked to follow it and it may be undone."""
    if not rows or any(row.stage != Stage.WAITING for row in rows[0].amendments):
        return None
    correction = rows[0].correction
    if correction.approved_at is None:
        return None
    own, leaves = correction.approved_by == person.pk, correction.approved_at + PACE.undo
    if timezone.now() >= leaves or not (own or ruling(person, Act.APPROVE, own=correction.is_work_of(person)).allowed):
        return None
    return Undoable(own, correction.approved_at, leaves, soon=True)


def _boxes(post: Post, form: PostForm | None) -> dict[str, Any]:
    """The form, with what this person typed and did not save."""
    name = unsaved.name_of(unsaved.POST, post.pk)
    typed = next(map(typed_of, post.typed_rows), None) if form and not form.is_bound else None
    if form and typed:
        unsaved.back(form, typed)
    return {"form": form, "form_name": name, "typed": typed}


def _form(post: Post) -> PostForm:
    return PostForm(post=post, channels=channels_of(post), initial=forms.of(post))


def looked_over(request: DeskRequest, post: Post, proposed: Composition | None = None, *, refused: str = "") -> HttpResponse:
    """Only the checks and the previews, for a form still being filled in. ``refused``: why an answer was not taken."""
    person = request.user
    rights = {"may_edit": True, "person": person.pk, "may_plan": ruling(person, Act.PLAN).allowed}
    typed = {"typed_reason": request.POST.get("reason", ""), "typed_words": request.POST.get("words", "")} if refused else {}
    context = looks(post, proposed) | rights | typed | {"refused": refused, "typed_at": timezone.now() if proposed else None}
    context["to_do"] = [one for one in context["missing"] if one.field and one.field != "findings"]
    context["bar"] = _bar(post, context)
    return render(request, "posts/looked_over.html", context, status=422 if refused else 200)


def looks(post: Post, proposed: Composition | None = None) -> dict[str, Any]:
    """What both the page and its fragments show of a post that may still change: its previews, and what the check asks.

    ``proposed``: as it would be, where that is not as it is saved.
    """
    composition = proposed or of_post(post)
    named, words = lookup(post, composition), vocabularies.vocabulary()
    checked = checks.findings(composition, named, overrides=post.overrides.all(), words=words)
    undecided = post.standing in UNDECIDED
    missing = readiness.problems(composition, named, now=timezone.now(), checked=checked) if undecided else []
    return _previews(post, composition, named, words.association) | {
        "undecided": undecided,
        "missing": missing,
        "marked": marks.marked(one_text.initial(composition.texts)["words"], checked.unresolved),
        "replace_at": reverse("posts:finding_replacement", args=[post.pk]),
        "keep_at": reverse("posts:finding", args=[post.pk]),
        "agree_at": reverse("posts:finding_agreement", args=[post.pk]),
        "allow_at": reverse("posts:finding_allowance", args=[post.pk]),
        "checked": checked,
        "unsaid": list(readiness.unsaid(composition, named)),
        "people": [(picture, alt, named.answered.get(picture.pk)) for picture, alt in _of_people(composition, named)],
        "left_out": list(readiness.left_out(composition, named)),
    }


def _of_people(composition: Composition, named: Lookup) -> list[tuple[Picture, str]]:
    return [(picture, alt) for picture, alt in named.used(composition) if picture.shows_people]


def as_it_went(post: Post) -> dict[str, Any]:
    """What the page shows of a post that has left: advice comes too late, and what was kept with a reason is in its history."""
    return _previews(post, of_post(post), lookup(post), None) | {"gone": True, "missing": []}


def _previews(post: Post, composition: Composition, named: Lookup, association: Association | None) -> dict[str, Any]:
    digest = fingerprint.fingerprint(post)
    return {
        "post": post,
        "named": named,
        "fingerprint": digest,
        "fingerprint_shown": fingerprint.shown(digest),
        "association": association,
        "composition": composition,
        "previews": list(rendering.previews(composition, named)),
    }


def channels_of(post: Post) -> list[Channel]:
    """The channels in use, and any closed one the post still has words for."""
    used = {text.channel_id: text.channel for text in post.texts.all()}
    others = Channel.objects.active().exclude(pk__in=used).select_related("confirmation")
    return [*used.values(), *others]


def question(checked: Checked, rule: str, words: str) -> FindingQuestion | None:
    """The unanswered question about these words, if the check still asks it."""
    return next((one for one in checked.unresolved if one.finding.rule == rule and one.finding.words == words), None)


def approval_of(post: Post) -> Approval | None:
    """The approval of the post as it is now, if nobody has undone it."""
    return post.approvals.in_force().filter(edition=post.edition).order_by("at").last()


@dataclass(frozen=True, slots=True)
class Undoable:
    """An approval that this person may still undo, and when the first of it leaves."""

    own: bool
    at: datetime
    leaves_at: datetime
    soon: bool


def _undoable(post: Post, person: Person) -> Undoable | None:
    if post.approved_at is None or post.goes_at is None:
        return None
    own = post.approved_by == person.pk
    if not own and not ruling(person, Act.APPROVE, own=post.is_work_of(person)).allowed:
        return None
    leaves = max(post.goes_at, post.approved_at + PACE.undo)
    return Undoable(own, post.approved_at, leaves, leaves - timezone.now() < timedelta(minutes=1))


def changed_since(post: Post, edition: int | None) -> list[str]:
    """What was edited since the edition someone was looking at, in words."""
    edits = Event.objects.filter(subject=reference(post), verb=Verb.EDIT).values_list("facts", flat=True)
    names = {name for facts in edits if facts["edition"] > (edition or 0) for name in facts["changed"]}
    return [telling.part(name) for name in sorted(names)]


def _waits(post: Post) -> Publication | None:
    """The publication a person must decide about first, when the post itself says so."""
    steps = _DECIDED_FIRST.get(post.standing, ())
    return next((row for row in post.publications.all() if row.step in steps), None)


def _outlook(post: Post) -> str:
    """The heading over a post's channels: it went, it goes, or some of each."""
    if any(row.published_at for row in post.publications.all()):
        return "Where it went"
    return "Where it was to go" if post.standing == PostStanding.WITHDRAWN else "Where it goes"


def _leaves_soon(post: Post, now: datetime) -> bool:
    """Whether it is on its way, so that whoever watches sees it go out without loading the page again."""
    rows = [row for row in post.publications.all() if row.step in ON_ITS_WAY]
    return any(row.due_at <= now + WATCHED for row in rows)
