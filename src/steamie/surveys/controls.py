"""How surveys keep their clause: residents were asked about access to the internet, and not only online."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .clauses import DIGITAL_ACCESS
from .models import SurveyMode, SurveyWave
from .results import TAKE_CARE, WaveResult, result_of


def newest_wave(now: datetime) -> SurveyWave | None:
    """The newest wave about access that has begun and that somebody answered."""
    begun = SurveyWave.objects.about_access().filter(opens_on__lte=timezone.localdate(now)).select_related("survey")
    return next((wave for wave in begun.order_by("-opens_on", "-pk") if wave.tally or wave.answers.counted().exists()), None)


@keeps(
    DIGITAL_ACCESS,
    NoParameters,
    label="Residents are asked about access to the internet and social media",
    remedy="Ask the survey about getting online",
    signs=r"\b(digital access|social media) questions\b",
)
def residents_are_asked(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """The newest wave: how many of those asked have answered, by which ways, and its first share with the range."""
    wave = newest_wave(now)
    if wave is None:
        waits = "It waits for the first answers to a survey about getting online."
        return Standing(State.NOT_MEASURED, "0 answers", waits, reverse("surveys_desk:surveys"))
    result = result_of(wave)
    questions = some(len(result.questions), "question")
    figure = f"{some(result.tally.answers, 'answer')} of {wave.asked:,} asked {questions}, {first_share(result)}"
    page = wave.get_absolute_url()
    offline = sum(number for mode, number in result.tally.modes.items() if mode != SurveyMode.ONLINE)
    if not offline:
        return Standing(State.AT_RISK, figure, "All came online, so it says nothing of those who are not.", page)
    if result.tally.answers < TAKE_CARE:
        return Standing(State.AT_RISK, figure, f"Fewer than {TAKE_CARE} answers say little.", page)
    return Standing(State.MET, figure, f"{offline} of them on paper, by phone or at an event.", page)


def first_share(result: WaveResult) -> str:
    """The first share about access in words: "80% (76% to 84%) said Yes"."""
    for one in result.questions:
        if one.question.digital and (line := one.headline) and line.share:
            return f"{line.share.percent}% ({line.share.range_words}) said “{line.label}” to “{one.question.words}”"
    return "too few to show a share"
