"""Correcting a sent post: write, check, approve or send back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from steamie.content.posts import checks, fingerprint, readiness
from steamie.content.posts.actions import correcting, overriding
from steamie.content.posts.checks import Checked
from steamie.content.posts.composition import lookup, of_post
from steamie.content.posts.correcting import changes as corrections
from steamie.content.posts.correcting import history
from steamie.content.posts.forms.correcting import CorrectionForm, initial
from steamie.content.posts.forms.posts import ReasonForm
from steamie.content.posts.models import Correction, Post
from steamie.content.posts.refusals import AlreadyGoing
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.permissions import NotAllowed, require, ruling
from steamie.people.refusals import Changed, NotReady, Problem
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act

from . import composer
from .posts import found_post


@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a correction of a sent post, look at the one that waits, and approve it."""
    post = found_post(request, pk)
    if request.method != "POST":
        return _page(request, post)
    require(request.user, Act.DRAFT, own=post.author_id == request.user.pk)
    form = CorrectionForm(request.POST, post=post, channels=corrections.reach(post).channels)
    if not form.is_valid():
        return _page(request, post, form=form, status=422)
    try:
        correcting.propose(post=post, composition=form.composition(), reason=form.cleaned_data["reason"], by=request.user)
    except AlreadyGoing as refusal:
        return _page(request, post, form=form, status=409, problems=[Problem(str(refusal))])
    except NotReady as refusal:
        return _page(request, post, form=form, status=422, problems=refusal.problems)
    messages.success(request, "Saved. Nothing is changed on any channel before it is approved.")
    return redirect("posts:correct", pk)


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve exactly what was shown, send it back, take it back, or keep words the check asked about."""
    decided = freshly_signed_in(_decided) if request.POST.get("do") == "approve" else _decided
    return decided(request, pk)


def _decided(request: HttpRequest, pk: int) -> HttpResponse:
    correction = get_object_or_404(Correction.objects.select_related("post", "drop"), pk=pk)
    post = found_post(request, correction.post_id)
    try:
        said, place = _DECISIONS.get(request.POST.get("do", ""), _keep)(request, correction)
    except NotAllowed as refusal:
        record(by=request.user, verb=Verb.REFUSED, clause=Citation("content.approved"), subject=post, reason=str(refusal))
        raise
    except NotReady as refusal:
        return _page(request, post, status=422, problems=refusal.problems)
    except (Changed, AlreadyGoing) as refusal:
        return _page(request, post, status=409, problems=[Problem(str(refusal))])
    messages.success(request, said)
    return redirect(place, post.pk)


def _approve(request: HttpRequest, correction: Correction) -> tuple[str, str]:
    told = {"correction": correction, "fingerprint": request.POST.get("fingerprint", "")}
    correcting.approve_correction(by=request.user, **told)
    return "Approved. The correction goes out in 20 seconds; until then you can undo it.", "posts:post"


def _drop(request: HttpRequest, correction: Correction) -> tuple[str, str]:
    correcting.drop(correction=correction, reason=request.POST.get("return_reason", ""), by=request.user)
    mine = correction.by_id == request.user.pk
    return "The correction is taken back." if mine else "Sent back to its author.", "posts:post"


def _keep(request: HttpRequest, correction: Correction) -> tuple[str, str]:
    require(request.user, Act.DRAFT, own=correction.post.author_id == request.user.pk)
    question = composer.question(_checked(correction), request.POST.get("rule", ""), request.POST.get("words", ""))
    form = ReasonForm(request.POST)
    if question is None or not form.is_valid():
        raise NotReady([Problem("Say why the words stay." if question else "Those words are no longer there.", "findings")])
    told = {"finding": question.finding, "reason": form.cleaned_data["reason"]}
    overriding.override(post=correction.post, by=request.user, **told)
    return "Kept, with your reason.", "posts:correct"


def _checked(correction: Correction) -> Checked:
    """What the check asks about the post as it would be."""
    post = correction.post
    made = corrections.with_changes(post, list(correction.changes.all()))
    return checks.findings(made, lookup(post), kept=post.overrides.all())


Decision = Callable[[HttpRequest, Correction], tuple[str, str]]
_DECISIONS: dict[str, Decision] = {"approve": _approve, "return": _drop}


def _page(
    request: HttpRequest,
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
        "form": form or (_form(post, reached, written) if may_write else None),
        "written": written,
    }
    if written:
        context |= _of_the_written(request, post, written)
        amended = list(corrections.to_amend(post, reached, list(written.changes.all())))
        context |= {
            "follow": [row.channel.name for row, *_ in amended],
            "changes": history.to_tell(written.changes.all(), amended),
        }
    return render(request, "posts/correct.html", context, status=status)


def _form(post: Post, reached: corrections.Reach, written: Correction | None) -> CorrectionForm:
    made = corrections.with_changes(post, list(written.changes.all())) if written else of_post(post)
    told = initial(made, written.reason if written else "")
    return CorrectionForm(post=post, channels=reached.channels, initial=told)


def _of_the_written(request: HttpRequest, post: Post, written: Correction) -> dict[str, Any]:
    """Its checks, what it changes, and whether this person may approve it."""
    made = corrections.with_changes(post, list(written.changes.all()))
    named, digest = lookup(post), corrections.fingerprint_of(written)
    checked = checks.findings(made, named, kept=post.overrides.all())
    own = written.is_work_of(request.user)
    return {
        "checked": checked,
        "composition": made,
        "fingerprint": digest,
        "fingerprint_shown": fingerprint.shown(digest),
        "keep_at": reverse("posts:decide_correction", args=[written.pk]),
        "missing": readiness.of_correction(made, named, checked),
        "may_approve": ruling(request.user, Act.APPROVE, own=own),
        "may_return": ruling(request.user, Act.APPROVE).allowed,
        "mine": written.by_id == request.user.pk,
        "own": own,
    }
