"""Deciding when a channel has not followed a correction."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from steamie.content.posts.correcting import changes as corrections
from steamie.content.posts.models import Amendment
from steamie.content.publishing.actions import settling_corrections
from steamie.content.publishing.actions.settling import NotSettled
from steamie.content.publishing.forms import ShownForm
from steamie.people.permissions import require
from steamie.people.sessions import freshly_signed_in
from steamie.rules.correcting import Stage
from steamie.rules.permissions import Act


@login_required
@freshly_signed_in
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about a correction that one channel has not followed."""
    rows = Amendment.objects.select_related("publication__channel", "publication__post__withdrawal", "correction__post")
    amendment = get_object_or_404(rows, pk=pk)
    require(request.user, Act.APPROVE, own=amendment.correction.is_work_of(request.user))
    form, problem = ShownForm(request.POST if "verdict" in request.POST or "looked" in request.POST else None), ""
    if request.method == "POST":
        try:
            if _settled(request, amendment, form):
                messages.success(request, "Settled.")
                return redirect("posts:post", amendment.publication.post_id)
        except NotSettled as refusal:
            problem = str(refusal)
    told = {"room": "today", "amendment": amendment, "form": form, "problem": problem}
    told["said"] = corrections.marked(amendment.before, amendment.words)
    wrong = request.method == "POST"
    return render(request, "publishing/settle_correction.html", told, status=422 if wrong else 200)


def _settled(request: HttpRequest, amendment: Amendment, form: ShownForm) -> bool:
    """Do what was decided; False when the form needs another look."""
    who = {"amendment": amendment, "by": request.user}
    if request.POST.get("do") == "again":
        settling_corrections.correct_now(**who)
    elif request.POST.get("do") == "leave":
        settling_corrections.leave(**who)
    elif amendment.stage != Stage.NEEDS_A_PERSON:
        raise NotSettled("This has been settled already.")
    elif not form.is_bound or not form.is_valid():
        if not form.is_bound:
            raise NotSettled("Look at the channel first, then tick that you have.")
        return False
    else:
        new = form.cleaned_data["verdict"] == "new"
        deed = settling_corrections.shows_the_new if new else settling_corrections.shows_the_old
        deed(looked=form.cleaned_data["looked"], **who)
    return True
