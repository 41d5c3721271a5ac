"""What is done beside the words of a post: copying it, and notes between colleagues."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from steamie.content.posts.actions.notes import write_note
from steamie.content.posts.actions.posts import copy_of
from steamie.people.models import Person
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.typed_numbers import whole_number

from . import composer
from .posts import visible_post


@login_required
@require_POST
@done_once
def copy(request: DeskRequest, pk: int) -> HttpResponse:
    """Begin a new draft with the words and pictures of this post; its day is asked anew."""
    post = visible_post(request, pk, Act.DRAFT)
    require(request.user, Act.DRAFT, own=True)
    draft = copy_of(post=post, by=request.user)
    messages.success(request, "This is a copy, and a draft. Choose when it goes out.")
    return redirect("posts:post", draft.pk)


@login_required
@require_POST
@done_once
def notes(request: DeskRequest, pk: int) -> HttpResponse:
    """Add a note, and ask a colleague by name to look."""
    post = visible_post(request, pk, Act.DRAFT)
    require(request.user, Act.DRAFT, own=post.author_id == request.user.pk)
    asks = Person.objects.filter(pk=whole_number(request.POST.get("asks", "")) or 0, is_active=True).first()
    try:
        write_note(post=post, words=request.POST.get("words", ""), asks=asks, by=request.user)
    except NotReady as refusal:
        return composer.page(request, post, status=422, problems=refusal.problems)
    messages.success(request, f"{asks.name} is asked to look." if asks else "The note is added. Only colleagues see it.")
    return redirect("posts:post", pk)
