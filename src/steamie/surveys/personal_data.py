"""What surveys hold about people: answers without a name."""

from __future__ import annotations

from steamie.evidence.holdings import Holding, holds, span

from .models import RAW_STAYS

holds(
    Holding(
        whose="If you answer a survey",
        what="Your answers and the day. No name, no address. A number if you answered on paper.",
        why="So that we know what everybody needs. We show no group of fewer than 10 people.",
        how_long=f"{span(RAW_STAYS)} after the survey has closed. Then only totals stay.",
        columns=(
            "surveys.SurveyAnswers.choices",
            "surveys.SurveyAnswers.words",
            "surveys.SurveyAnswers.number",
            "surveys.SurveyAnswers.submission",
        ),
    )
)
