"""What is typed and not saved yet, and what is said of a picture beside the form."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from steamie.content.posts import unsaved
from steamie.content.posts.actions.people_shown import say_who_is_shown
from steamie.files.models import Picture
from steamie.people.permissions import require
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act

from . import composer
from .posts import is_saved_already, kept, visible_post


@login_required
@require_POST
def typing(request: DeskRequest, form: str) -> HttpResponse:
    """Keep what is in a form now, for whoever types it; nothing is saved."""
    require(request.user, Act.DRAFT, own=True)
    if not is_saved_already(request):
        unsaved.keep(request.user, form, request.POST)
    return kept(request)


@login_required
@require_POST
def removal(request: DeskRequest, form: str) -> HttpResponse:
    """Throw away what was typed and not saved, and go back to what is saved."""
    require(request.user, Act.DRAFT, own=True)
    unsaved.forget(request.user, form)
    messages.success(request, "What was not saved is thrown away.")
    return redirect(unsaved.page_of(form))


@login_required
@require_POST
def people_shown(request: DeskRequest, pk: int, picture: int) -> HttpResponse:
    """Say whether anyone on a picture can be recognised, and has agreed."""
    post = visible_post(request, pk, Act.DRAFT)
    require(request.user, Act.DRAFT, own=post.author_id == request.user.pk)
    shown = get_object_or_404(Picture.objects.filter(uses__post=post), pk=picture)
    try:
        say_who_is_shown(post=post, picture=shown, answer=request.POST.get("answer", ""), by=request.user)
    except NotReady as refusal:
        return composer.page(request, post, status=422, problems=refusal.problems)
    messages.success(request, "Written down, with your name and the time.")
    return redirect("posts:post", pk)
