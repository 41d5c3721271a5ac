"""What surveys tell the committee: the newest wave that closed, each first answer with its range."""

from __future__ import annotations

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee

from .models import SurveyWave
from .results import result_of


@tells_committee("surveys", order=75)
def surveys(period: ReportPeriod) -> ReportedSection:
    """Waves that closed up to the end of the quarter, the newest of them."""
    _, ends = period.moments
    wave = SurveyWave.objects.of_everybody().filter(closed_at__lt=ends).select_related("survey").order_by("-closed_at").first()
    if wave is None:
        return ReportedSection("Surveys", missing=("How residents get online: no survey has closed yet.",))
    result = result_of(wave)
    page = wave.get_absolute_url()
    figures = [ReportedFigure(f"{wave}: answers", result.tally.answers, page, of=wave.asked)]
    for one in result.questions:
        if (line := one.headline) and line.share and not one.question.segment:
            words = f"Of all, somewhere from {line.share.range_words}. {line.since}".strip()
            label = f"{one.question.words} {line.label}"
            figures.append(ReportedFigure(label, line.share.number, page, of=line.share.base, note=words))
    return ReportedSection("Surveys", (), tuple(figures))
