"""The Association, the editions of its strategy, and how each clause stands."""

from __future__ import annotations

from django.db import models

from steamie.rules.risk import Score
from steamie.rules.standing import State


class Association(models.Model):
    """The landlord itself. There is exactly one row (S-07)."""

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    address = models.TextField()
    telephone = models.CharField(max_length=30)
    email = models.EmailField()
    website = models.URLField(blank=True)
    regulator_number = models.CharField(max_length=30, blank=True)
    charity_number = models.CharField(max_length=30, blank=True)
    fca_number = models.CharField(max_length=30, blank=True)
    factor_number = models.CharField(max_length=30, blank=True)

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """One version of the strategy document, whole, as it was loaded (S-01)."""

    number = models.PositiveIntegerField(unique=True)  # 1, 2, 3 …
    code = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=160)
    source = models.TextField()  # the file it was read from, byte for byte
    digest = models.CharField(max_length=64, unique=True)
    data = models.JSONField()  # the document as it was parsed that day: it is never read from the file again
    draft = models.ForeignKey(  # where it was brought in from a document of another form: its original stands there
        "StrategyDraft", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=60)

    class Meta:
        get_latest_by = "number"

    def __str__(self) -> str:
        return f"{self.code} {self.title}, edition {self.number}".strip()


class ProposedEdition(models.Model):
    """A new file on the desk, read and compared, until the committee's approval puts it in force or it is dropped."""

    source = models.TextField()
    digest = models.CharField(max_length=64)
    data = models.JSONField()  # as it was parsed when it was laid on the desk
    draft = models.ForeignKey("StrategyDraft", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.CharField(max_length=60)
    proposed_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    edition = models.OneToOneField(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal")

    class Meta:
        get_latest_by = ["proposed_at", "pk"]

    def __str__(self) -> str:
        return f"Proposed {self.proposed_at:%-d %B %Y}"


class StrategyDraft(models.Model):
    """A document brought in from outside, split into statements, while a person says what keeps each of them."""

    name = models.CharField(max_length=200)  # of the file; empty for pasted words
    original = models.BinaryField()  # the file, byte for byte
    title = models.CharField(max_length=160)
    head = models.JSONField(default=dict)  # what a person said of the document as a whole
    statements = models.JSONField()
    begun_by = models.CharField(max_length=60)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # proposed, in force, or dropped

    class Meta:
        get_latest_by = ["begun_at", "pk"]

    def __str__(self) -> str:
        return self.title


class Implementation(models.Model):
    """The day the strategy was put into use, from which its first review is timed (S-80). The newest row holds."""

    on = models.DateField()
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        get_latest_by = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"In use from {self.on}"


class StrategyReview(models.Model):
    """A review the Management Committee held, with its minute (S-80, S-81)."""

    held_on = models.DateField()
    minute_reference = models.CharField(max_length=80)
    outcome = models.TextField(blank=True)  # what was decided, in a sentence or two
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="reviews")
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        get_latest_by = ["held_on", "pk"]
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"Review of {self.held_on}, minute {self.minute_reference}"


class Escalation(models.Model):
    """An overdue review brought to the committee: once for each date it was due (S-80)."""

    due = models.DateField(unique=True)
    at = models.DateTimeField()
    letters = models.PositiveIntegerField()  # how many committee members were written to

    def __str__(self) -> str:
        return f"Review due {self.due} brought to the committee"


class ClauseStanding(models.Model):
    """How one clause stood when last measured; the board and the first page read this, not the controls."""

    clause = models.CharField(max_length=20, unique=True)
    capability = models.CharField(max_length=60, blank=True)  # of the control that measured it
    state = models.CharField(max_length=20, choices=[(s.value, s.label) for s in State])
    figure = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    measured_at = models.DateTimeField()
    since = models.DateTimeField()  # when it last changed state

    def __str__(self) -> str:
        return f"{self.clause}: {self.state}"


class RiskScore(models.Model):
    """A risk as it was scored on a day. The newest row of a clause holds; the others are its history (S-09, S-62)."""

    clause = models.CharField(max_length=20, db_index=True)  # of the strategy: the one that names the risk
    likelihood = models.PositiveSmallIntegerField()  # 1 to 5
    impact = models.PositiveSmallIntegerField()  # 1 to 5
    reason = models.TextField()
    scored_by = models.CharField(max_length=60)
    scored_at = models.DateTimeField()

    class Meta:
        ordering = ["-scored_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1, impact__lte=5), name="one_to_five"
            )
        ]

    def __str__(self) -> str:
        return f"{self.clause}: {self.score.words}"

    @property
    def score(self) -> Score:
        """Likelihood and impact together."""
        return Score(self.likelihood, self.impact)


class Incident(models.Model):
    """Something that went wrong: from then on its risk must be scored again (S-62)."""

    clause = models.CharField(max_length=20, db_index=True)
    happened_on = models.DateField()
    what = models.TextField()  # in general words: no one is named
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.clause}: incident of {self.happened_on}"


class ReferenceVersion(models.Model):
    """A document the strategy refers to, as it was when someone last read it. The newest row of a clause holds (S-18, S-19)."""

    clause = models.CharField(max_length=20, db_index=True)
    version = models.CharField(max_length=120)  # as it calls itself: "2021", "third edition"
    address = models.URLField(max_length=500, blank=True)  # empty for what has no public address, such as the Business Plan
    place = models.CharField(max_length=200, blank=True)  # where else it is kept
    read_on = models.DateField()
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.clause}: {self.version}"


class LinkCheck(models.Model):
    """One look at the address of a reference, by the clock or by a person."""

    clause = models.CharField(max_length=20, db_index=True)
    address = models.URLField(max_length=500)
    at = models.DateTimeField(db_index=True)
    working = models.BooleanField()
    words = models.CharField(max_length=300)  # what was found, in plain words
    by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.clause}: {'works' if self.working else 'does not work'}"
