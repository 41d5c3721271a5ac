"""What is known of each audience that the strategy names: the posts written for it, who saw them, who followed, who answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from steamie.content.posts.models import Post
from steamie.strategy import reading
from steamie.surveys.models import SurveyQuestion
from steamie.surveys.results import shown_line
from steamie.surveys.tally import tally_of
from steamie.visits.figures import visits_by_post

from .figures import reached, sent_between

ASKED = "audience"  # the code of the question of the bank that asks people what they are to us
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class KnownAudience:
    """One audience; None where nobody gave the figure, or where it is too small to show."""

    label: str
    posts: tuple[Post, ...]
    reach: int | None
    visits: int
    answers: int | None

    @property
    def words(self) -> str:
        """What is known beside the number of posts."""
        reach, answers = (NOT_KNOWN if one is None else f"{one:,}" for one in (self.reach, self.answers))
        return f"People reached: {reach}. Visits after them: {self.visits:,}. Answers to the last survey: {answers}."


def known_audiences(first: date, last: date) -> list[KnownAudience]:
    """Each audience with the posts first seen on these days, both included. None where no strategy is loaded."""
    try:
        audiences = reading.current().audiences
    except reading.NotLoaded:
        return []
    posts = list(sent_between(first, last).order_by("-pk"))
    reach, visits, answers = reached([post.pk for post in posts]), visits_by_post(first, last), _answers()
    rows = []
    for one in audiences:
        theirs = tuple(post for post in posts if post.audience == one.code)
        seen = [reach[post.pk] for post in theirs if post.pk in reach]
        followed = sum(visits.get(post.pk, 0) for post in theirs)
        rows.append(KnownAudience(one.label, theirs, sum(seen) if seen else None, followed, answers.get(one.code)))
    return rows


def _answers() -> dict[str, int | None]:
    """How many of each audience answered the newest survey that asked it and has closed; small numbers are hidden."""
    asked = SurveyQuestion.objects.filter(code=ASKED, survey__group="", survey__waves__closed_at__isnull=False)
    question = asked.select_related("survey").order_by("-survey__waves__closed_at").first()
    if question is None:
        return {}
    wave = question.survey.waves.filter(closed_at__isnull=False).latest("closed_at")
    return shown_line(question, tally_of(wave, [question]))
