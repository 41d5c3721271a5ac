"""Correcting a sent post: write, check, approve or send back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from steamie.content.posts import checks, fingerprint, readiness, unsaved
from steamie.content.posts.actions import correcting, overriding
from steamie.content.posts.checks import Checked
from steamie.content.posts.composition import lookup, of_post
from steamie.content.posts.correcting import changes as corrections
from steamie.content.posts.correcting import history
from steamie.content.posts.forms.correcting import CorrectionForm, initial
from steamie.content.posts.models import Correction, Post
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import NotAllowed, require, ruling
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act

from . import composer
from .posts import visible_post

Decision = Callable[[DeskRequest, Correction], tuple[str, str]]
NO_POST = 0  # the number of none


@login_required
@done_once
def correction(request: DeskRequest, pk: int) -> HttpResponse:
    """Write a correction of a sent post, look at the one that waits, and approve it."""
    post = visible_post(request, pk, Act.DRAFT if request.method == "POST" else Act.READ_MEASURES)
    if request.method != "POST":
        return _page(request, post)
    require(request.user, Act.DRAFT, own=post.author_id == request.user.pk)
    name = unsaved.name_of(unsaved.CORRECTION, pk)
    unsaved.keep(request.user, name, request.POST)
    form = CorrectionForm(request.POST, post=post, channels=corrections.reach(post).channels)
    if not form.is_valid():
        return _page(request, post, form=form, status=422)
    try:
        correcting.propose(post=post, composition=form.composition(), reason=form.cleaned_data["reason"], by=request.user)
    except AlreadyGoing as refusal:
        return _page(request, post, form=form, status=409, problems=[Problem(str(refusal))])
    except NotReady as refusal:
        return _page(request, post, form=form, status=422, problems=refusal.problems)
    unsaved.forget(request.user, name)
    messages.success(request, "Saved. Nothing is changed on any channel before it is approved.")
    return redirect("posts:correction", pk)


@login_required
@require_POST
@freshly_signed_in
def approval(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve exactly the correction that was shown. It asks again who is there (S-60)."""
    return _decided(request, pk, Act.APPROVE, _approve)


@login_required
@require_POST
@done_once
def withdrawal(request: DeskRequest, pk: int) -> HttpResponse:
    """Take one's own correction back."""
    return _decided(request, pk, Act.APPROVE, _drop)


@login_required
@require_POST
@done_once
def sending_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Give a correction back to its author, with what to change."""
    return _decided(request, pk, Act.APPROVE, _drop)


@login_required
@require_POST
@done_once
def finding(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep words that the check asked about, for a written reason."""
    return _decided(request, pk, Act.DRAFT, _override)


def _decided(request: DeskRequest, pk: int, act: Act, decide: Decision) -> HttpResponse:
    correction = Correction.objects.select_related("post", "drop").filter(pk=pk).first()
    post = visible_post(request, correction.post_id if correction else NO_POST, act)
    if correction is None:
        raise Http404("There is no such correction.")
    try:
        message, place = decide(request, correction)
    except NotAllowed as refusal:
        record(by=request.user, verb=Verb.REFUSED, clause=Citation("content.approved"), subject=post, reason=str(refusal))
        raise
    except NotReady as refusal:
        return _page(request, post, status=422, problems=refusal.problems)
    except (Changed, AlreadyGoing) as refusal:
        return _page(request, post, status=409, problems=[Problem(str(refusal))])
    messages.success(request, message)
    return redirect(place, post.pk)


def _approve(request: DeskRequest, correction: Correction) -> tuple[str, str]:
    correcting.approve_correction(correction=correction, fingerprint=request.POST.get("fingerprint", ""), by=request.user)
    return "Approved. The correction goes out in 20 seconds; until then you can undo it.", "posts:post"


def _drop(request: DeskRequest, correction: Correction) -> tuple[str, str]:
    correcting.drop(correction=correction, reason=request.POST.get("return_reason", ""), by=request.user)
    mine = correction.by_id == request.user.pk
    return "The correction is taken back." if mine else "Sent back to its author.", "posts:post"


def _override(request: DeskRequest, correction: Correction) -> tuple[str, str]:
    require(request.user, Act.DRAFT, own=correction.post.author_id == request.user.pk)
    question = composer.question(_checked(correction), request.POST.get("rule", ""), request.POST.get("words", ""))
    if question is None:
        raise NotReady([Problem("Those words are no longer there.", "findings")])
    reason = request.POST.get("reason", "")[:2000]
    overriding.override(post=correction.post, finding=question.finding, reason=reason, by=request.user)
    return "Kept, with your reason.", "posts:correction"


def _checked(correction: Correction) -> Checked:
    """What the check asks about the post as it would be."""
    post = correction.post
    corrected = corrections.with_changes(post, list(correction.changes.all()))
    return checks.findings(corrected, lookup(post), overrides=post.overrides.all())


def _page(
    request: DeskRequest,
    post: Post,
    *,
    form: CorrectionForm | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> HttpResponse:
    person, reached = request.user, corrections.reach(post)
    why_not = corrections.hindrance(post, reached)
    written = Correction.objects.awaiting_approval().filter(post=post).whole().first()
    may_write = not why_not and ruling(person, Act.DRAFT, own=post.author_id == person.pk).allowed
    context: dict[str, Any] = {
        "room": "calendar",
        "post": post,
        "reached": reached,
        "why_not": why_not,
        "problems": problems,
        "may_edit": may_write,
        "written": written,
        **_boxes(person, post, form or (_form(post, reached, written) if may_write else None)),
    }
    if written:
        context |= _of_the_written(request, post, written)
        amended = list(corrections.to_amend(post, reached, list(written.changes.all())))
        context |= {
            "follow": [row.channel.name for row, *_ in amended],
            "changes": history.to_tell(list(written.changes.all()), amended),
        }
    return render(request, "posts/correction.html", context, status=status)


def _boxes(person: Person, post: Post, form: CorrectionForm | None) -> dict[str, Any]:
    """The form, with what this person typed and did not save."""
    name = unsaved.name_of(unsaved.CORRECTION, post.pk)
    typed = unsaved.typed(person, name) if form and not form.is_bound else None
    if form and typed:
        unsaved.back(form, typed)
    return {"form": form, "form_name": name, "typed": typed}


def _form(post: Post, reached: corrections.Reach, written: Correction | None) -> CorrectionForm:
    corrected = corrections.with_changes(post, list(written.changes.all())) if written else of_post(post)
    reachable = {channel.pk: corrected.texts[channel.pk] for channel in reached.channels if channel.pk in corrected.texts}
    start = initial(replace(corrected, texts=reachable), written.reason if written else "")
    return CorrectionForm(post=post, channels=reached.channels, initial=start)


def _of_the_written(request: DeskRequest, post: Post, written: Correction) -> dict[str, Any]:
    """Its checks, what it changes, and whether this person may approve it."""
    corrected = corrections.with_changes(post, list(written.changes.all()))
    named, digest = lookup(post), corrections.fingerprint_of(written)
    checked = checks.findings(corrected, named, overrides=post.overrides.all())
    own = written.is_work_of(request.user)
    return {
        "checked": checked,
        "composition": corrected,
        "fingerprint": digest,
        "fingerprint_shown": fingerprint.shown(digest),
        "keep_at": reverse("posts:correction_finding", args=[written.pk]),
        "missing": readiness.of_correction(corrected, named, checked),
        "may_approve": ruling(request.user, Act.APPROVE, own=own),
        "may_return": ruling(request.user, Act.APPROVE).allowed,
        "mine": written.by_id == request.user.pk,
        "own": own,
    }
