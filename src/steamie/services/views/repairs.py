"""Reporting a repair: danger first, then where, what, tell, check, thanks. No session, cookie or script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.casework.timing import due
from steamie.files.pictures import PictureRefused
from steamie.rules.due_words import due_words
from steamie.rules.typed_numbers import whole_number
from steamie.services import photos, problems, repairing, visitors
from steamie.services.handing import keeping, payload
from steamie.services.pacing import too_many_forms
from steamie.services.problems import Place, RepairProblem
from steamie.services.repair_forms import TellForm
from steamie.services.views import damp_public
from steamie.services.views.contact import thanks
from steamie.visits import on_forms
from steamie.visits.models import Form


def _page(request: HttpRequest, template: str, context: dict[str, object] | None = None, status: int = 200) -> HttpResponse:
    """A page of the repair form: whom to call stands on every one."""
    shown = {**on_forms.carried(request), **(context or {})}
    return render(request, template, shown, status=status)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Whom to call when somebody is in danger, before any question."""
    return _page(request, "services/repair_start.html")


@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """Where is the problem?"""
    rooms = [place for place in problems.offered_places() if not place.shared]
    shared = [place for place in problems.offered_places() if place.shared]
    return _page(request, "services/repair_where.html", {"rooms": rooms, "shared": shared, "picked": request.GET.get("where")})


@require_safe
def what(request: HttpRequest) -> HttpResponse:
    """What is wrong there?"""
    place = problems.places().get(request.GET.get("where", ""))
    if place is None:
        return redirect("services:where")
    today = timezone.localdate()
    offered = [(problem, problem.promise(today)) for problem in problems.problems_in(place.code)]
    return _page(request, "services/repair_what.html", {"place": place, "offered": offered, "picked": request.GET.get("what")})


def _about(request: HttpRequest) -> tuple[Place, RepairProblem]:
    """The place and the problem that the address names. Raises ``Http404`` for what no page of ours offers."""
    place = problems.places().get(request.GET.get("where", ""))
    problem = problems.problems().get(request.GET.get("what", ""))
    if place is None or problem is None:
        raise Http404("Nothing of that kind can be reported.")
    return place, problem


@csrf_exempt  # no account and no cookie to borrow: a signed ticket stands in the form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Tell us more. By POST, with what was answered before: somebody went back, or added or took away a photo."""
    place, problem = _about(request)
    if request.method != "POST":
        now = timezone.now()
        on_forms.begun(request, Form.REPAIR, now)
        if problem.promises(timezone.localdate(now)):
            return damp_public.promise(request, place, problem)
        return _telling(request, place, problem, TellForm(initial={"ticket": visitors.new_ticket(now)}))
    answers = _answers(request)
    photo_problem = _with_photo(request, answers)
    return _telling(request, place, problem, TellForm(initial=answers), photo_problem=photo_problem)


def _answers(request: HttpRequest) -> dict[str, Any]:
    """What stands in the form, lists as lists."""
    many = {"urgent", "visits", "at_risk"}
    return {name: values if name in many else values[-1] for name, values in request.POST.lists()}


def _with_photo(request: HttpRequest, answers: dict[str, Any]) -> str:
    """Keep the photo that was chosen, or take away the one that was named: what is wrong with it, or nothing."""
    carried = str(answers.get("photos", ""))
    if (number := whole_number(str(answers.get("without", "")))) is not None:
        carried = photos.without(carried, number)
    try:
        if upload := request.FILES.get("photo"):
            carried = photos.add(carried, upload, request.META.get("REMOTE_ADDR", ""))
    except PictureRefused as refused:
        return " ".join(refused.messages)
    finally:
        answers["photos"] = carried
    return ""


def _telling(
    request: HttpRequest, place: Place, problem: RepairProblem, form: TellForm, *, photo_problem: str = "", too_many: bool = False
) -> HttpResponse:
    context = {"place": place, "problem": problem, "form": form, "promises": problem.promises(timezone.localdate())}
    context |= {"photo_problem": photo_problem, "too_many": too_many}
    status = 429 if too_many else 422 if form.is_bound or photo_problem else 200
    return _page(request, "services/repair_tell.html", context, status=status)


def _too_many(request: HttpRequest, place: Place, problem: RepairProblem) -> HttpResponse | None:
    """The form with everything that was typed, unsent, when too many forms came from this address; None otherwise."""
    if not too_many_forms(request.META.get("REMOTE_ADDR", ""), "repair"):
        return None
    return _telling(request, place, problem, TellForm(initial=_answers(request)), too_many=True)


@csrf_exempt  # as above
@never_cache
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Look before you send; every answer can be changed without loss."""
    place, problem = _about(request)
    if refused := _too_many(request, place, problem):
        return refused
    form = _filled_in(request)
    if not form.is_valid():
        return _telling(request, place, problem, form)
    now = timezone.now()
    context: dict[str, object] = {"place": place, "problem": problem, "form": form, "promise": _promise(problem)}
    data = form.cleaned_data
    context["already"] = repairing.reported_already(place, problem, data["postcode"], now)
    context["not_on_list"] = repairing.is_on_list(data["address"], data["postcode"]) is False
    context["does_not_fit"] = _does_not_fit(data, problem)
    return _page(request, "services/repair_check.html", context)


def _does_not_fit(data: dict[str, Any], problem: RepairProblem) -> list[str]:
    """What of it the repairs system cannot take, said before anything is sent."""
    chosen = keeping.system()
    if chosen is None:
        return []
    typed = data | {"words": f"{problem.label}. {data['words']}", "access": data["at_the_door"]}
    return payload.sentences({name: value for name, value in typed.items() if isinstance(value, str)}, chosen.limits)


def _filled_in(request: HttpRequest) -> TellForm:
    """The form as it was sent, with the photo that was chosen kept, or what is wrong with it beside the rest."""
    answers = request.POST.copy()
    chosen = {"photos": answers.get("photos", "")}
    photo_problem = _with_photo(request, chosen)
    answers["photos"] = chosen["photos"]
    form = TellForm(answers)
    form.full_clean()
    if photo_problem:
        form.add_error("photo", photo_problem)
    return form


def _promise(problem: RepairProblem) -> str:
    """What happens by when, as the thanks will say it too."""
    now = timezone.now()
    started = repairing.duties(problem, now)
    if not started:
        return "A person reads it in the next working day and tells you when."
    return f"{due_words(due(started[0].rule, now).at, now)}: {'we ' + started[0].label}"


@csrf_exempt  # as above
@never_cache
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Save it, then thank."""
    place, problem = _about(request)
    if refused := _too_many(request, place, problem):
        return refused
    form = _filled_in(request)
    if not form.is_valid():
        return _telling(request, place, problem, form)
    now = timezone.now()
    case = repairing.receive_repair(form.cleaned_data, place, problem, now, is_test=on_forms.is_trial(request))
    on_forms.sent(request, Form.REPAIR, case, now)
    return thanks(request, case, lost=photos.lost_of(case))
