"""Surveys: their questions, each time they were asked, and what each person answered, without a name."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from steamie.people.models import Person

RAW_STAYS = timedelta(days=365)  # after a wave has closed; what it came to stays


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    ONE = "one", "One answer"
    MANY = "many", "As many as fit"
    WORDS = "words", "In their own words"


class SurveyMode(models.TextChoices):
    """How somebody answered."""

    ONLINE = "online", "Online"
    PAPER = "paper", "Paper"
    PHONE = "phone", "Phone"
    EVENT = "event", "At an event"


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Reads of surveys."""

    def of_everybody(self) -> SurveyQuerySet:
        """Without the polls of a group."""
        return self.filter(group="")


class Survey(models.Model):
    """Questions that are asked together, once or again and again. With a ``group`` it is a poll: one question to its members."""

    title = models.CharField(max_length=120)
    slug = models.SlugField(unique=True, max_length=60)
    intro = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    group = models.CharField(max_length=20, blank=True)  # whose members are asked; empty: everybody

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page on the desk."""
        return reverse("surveys_desk:survey", args=[self.pk])


class SurveyQuestion(models.Model):
    """One question of a survey. ``needs_code`` and ``needs_options``: it is asked only of those who answered so before."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveIntegerField()
    code = models.SlugField(max_length=40)
    words = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=QuestionKind)
    options = models.JSONField(default=list)  # [[code, label], …]
    digital = models.BooleanField(default=False)
    segment = models.BooleanField(default=False)
    needs_code = models.CharField(max_length=40, blank=True)
    needs_options = models.JSONField(default=list)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "code"], name="one_question_of_a_code")]

    def __str__(self) -> str:
        return self.words

    @property
    def labels(self) -> dict[str, str]:
        """The words of each answer by its code."""
        return dict(self.options)

    def is_for(self, choices: dict[str, list[str]]) -> bool:
        """Whether it is asked of somebody who chose these answers."""
        return not self.needs_code or bool(set(choices.get(self.needs_code, ())) & set(self.needs_options))


class SurveyWaveQuerySet(models.QuerySet["SurveyWave"]):
    """Reads of waves."""

    def open_on(self, day: date) -> SurveyWaveQuerySet:
        """Those that take answers online on a day, from everybody."""
        return self.of_everybody().filter(opens_on__lte=day, closes_on__gte=day, closed_at__isnull=True)

    def of_everybody(self) -> SurveyWaveQuerySet:
        """Without the polls of a group."""
        return self.filter(survey__group="")

    def polls(self) -> SurveyWaveQuerySet:
        """Those put to the members of a group, the newest first."""
        return self.exclude(survey__group="").select_related("survey").order_by("-opens_on", "-pk")

    def with_bases(self) -> SurveyWaveQuerySet:
        """Each with how many answers count (``base``) and how many wait for a look (``waiting``)."""
        counted = Count("answers", filter=Q(answers__held_because=""))
        return self.annotate(base_now=counted, waiting=Count("answers") - counted)

    def about_access(self) -> SurveyWaveQuerySet:
        """Waves that ask about access to the internet or social media."""
        return self.filter(survey__questions__digital=True).distinct()


class SurveyWave(models.Model):
    """One time that a survey was asked, between two days, of so many. ``tally`` is what it came to, written when it closes."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="waves")
    title = models.CharField(max_length=80)
    opens_on = models.DateField()
    closes_on = models.DateField()
    asked = models.PositiveIntegerField()  # homes or people there are: the population of every range
    weight_by = models.CharField(max_length=40, blank=True)  # the code of a question; empty: nothing is weighted
    weights = models.JSONField(default=dict)  # how many people there are of each answer to it
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    tally = models.JSONField(default=dict)

    objects = SurveyWaveQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.survey.title}: {self.title}"

    def get_absolute_url(self) -> str:
        """What it came to, on the desk."""
        return reverse("surveys_desk:wave", args=[self.pk])

    def takes_answers(self, day: date) -> bool:
        """Whether it is open online on a day."""
        return self.closed_at is None and self.opens_on <= day <= self.closes_on


class SurveyAnswersQuerySet(models.QuerySet["SurveyAnswers"]):
    """Reads of what people answered."""

    def counted(self) -> SurveyAnswersQuerySet:
        """Those that count: not held back for a person to look at."""
        return self.filter(held_because="")


class SurveyAnswers(models.Model):
    """What one person answered: no name, no address, no hour."""

    wave = models.ForeignKey(SurveyWave, on_delete=models.PROTECT, related_name="answers")
    mode = models.CharField(max_length=10, choices=SurveyMode)
    number = models.CharField(max_length=20, blank=True)  # as it stands on the paper, so that none is entered twice
    day = models.DateField()
    entered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.CharField(max_length=64, unique=True, null=True)  # the sheet it came by
    held_because = models.CharField(max_length=100, blank=True)
    choices = models.JSONField(default=dict)  # {question: [answer, …]}
    words = models.JSONField(default=dict)  # {question: text}

    objects = SurveyAnswersQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "number"], condition=~Q(number=""), name="one_paper_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.wave}, {self.get_mode_display().lower()}"
