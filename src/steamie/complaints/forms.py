"""Forms of the staff's side of complaints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms

from steamie.people.models import Person
from steamie.rules.cases import Way

from .data import complaint_data
from .models.complaints import ChildPart

LONGEST_WORDS = 10_000  # characters
LOCAL_TIME = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SENT = [
    (Way.EMAIL.value, "By e-mail, from here now"),
    (Way.PHONE.value, "I told them by phone"),
    (Way.LETTER.value, "I posted it"),
    (Way.VISIT.value, "I handed it over"),
    (Way.TEXT.value, "I sent it as a text from the office phone"),
]


def _words(label: str, *, rows: int = 3, most: int = LONGEST_WORDS, **more: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)  # type: ignore[arg-type]


class SentForm(forms.Form):
    """How they were told."""

    way = forms.ChoiceField(label="How do they get it?", choices=SENT, widget=forms.RadioSelect)
    at = forms.DateTimeField(
        label="When you told or sent it", required=False, widget=LOCAL_TIME, help_text="Empty: just now. An e-mail goes now."
    )


class ReceptionForm(forms.Form):
    """When it came."""

    received_at = forms.DateTimeField(
        label="When they complained", widget=LOCAL_TIME, help_text="The days count from here, whenever it was written down."
    )


class DescribeForm(forms.Form):
    """What a complaint is about."""

    service = forms.ChoiceField(label="What is it about?", required=False)
    points = _words("What we look into", required=False, help_text="As agreed with them.")
    wants = _words("What they want to come of it", required=False)
    known_since = forms.DateField(label="When they first knew of it", required=False, widget=DAY)
    late_because = forms.CharField(
        label="Why we take it though it is old",
        max_length=300,
        required=False,
        help_text="Only for what is older than we need take.",
    )
    factoring = forms.BooleanField(
        label="An owner’s complaint about factoring", required=False, help_text="After us it goes elsewhere."
    )
    child = forms.ChoiceField(label="Is somebody under 18 part of it?", choices=ChildPart.choices, widget=forms.RadioSelect)
    child_words = _words("The child’s own words", required=False)
    child_contact = forms.CharField(
        label="Whom the child wants to be in touch with, and how", max_length=200, required=False, help_text="The child chooses."
    )
    child_adult = forms.CharField(label="The adult who is with them", max_length=200, required=False)
    child_heard = forms.CharField(
        label="How the child’s view was heard", max_length=500, required=False, help_text="Needed before a stage is answered."
    )

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # forms take what Django's own take
        self.fields["service"].choices = [("", "Not said yet"), *complaint_data().services.items()]  # type: ignore[attr-defined]


class SpeakerForm(forms.Form):
    """Who speaks for them."""

    name = forms.CharField(label="Name", max_length=160)
    relation = forms.CharField(label="Who they are to them", max_length=160, required=False, help_text="A son, an adviser.")
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    consent_on = forms.DateField(
        label="The day consent was given", required=False, widget=DAY, help_text="Empty: not yet. Until then, tell them nothing."
    )
    consent_how = forms.CharField(label="How it was given", max_length=200, required=False, help_text="Signed, by phone.")
    speaks_no_more = forms.BooleanField(label="They do not speak for them any more", required=False)


class ReceiptForm(SentForm):
    """An acknowledgement."""

    points = _words("What we look into", help_text="Agree it with them.")
    wants = _words("What they want to come of it", required=False)
    words = _words("The letter", rows=8, help_text="What we look into and what they want is added below it.")
    field_order = ("points", "wants", "words", "way", "at")


class LongerForm(forms.Form):
    """Longer is asked for."""

    days = forms.IntegerField(label="How many working days more?", min_value=1, max_value=99)
    reason = _words("Why do you need longer?", most=500, help_text="They read these words.")
    approver = forms.ModelChoiceField(label="Who agrees?", queryset=Person.objects.none())

    def __init__(self, *args: object, approvers: Iterable[Person], **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # forms take what Django's own take
        keys = [person.pk for person in approvers]
        self.fields["approver"].queryset = Person.objects.filter(pk__in=keys).order_by("name")  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """Agreed, or not."""

    agreed = forms.ChoiceField(
        label="Do you agree?", choices=[("yes", "Yes, it may take longer"), ("no", "No")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="If not: why", max_length=300, required=False)


class LongerLetterForm(SentForm):
    """The letter that it takes longer."""

    words = _words("The letter", rows=10)
    field_order = ("words", "way", "at")


class NextStageForm(forms.Form):
    """The next stage."""

    why = _words("Why?", help_text="What they are not content with, or why it is too serious for the first stage.")
    asked_at = forms.DateTimeField(
        label="When they asked", required=False, widget=LOCAL_TIME, help_text="Empty: just now. The days count from here."
    )


class DirectStageForm(forms.Form):
    """A later stage from the start."""

    why = _words("Why?", help_text="It is serious, or needs looking into from the start.")


class SuspendForm(forms.Form):
    """The clock stands still."""

    since = forms.DateField(label="The first day that does not count", widget=DAY)
    why = forms.CharField(label="Why", max_length=300, help_text="Both sides try mediation, say.")


class ResumeStageForm(forms.Form):
    """The clock runs again."""

    from_day = forms.DateField(label="From which day does it count again?", widget=DAY)


class StageAnswerForm(SentForm):
    """The answer of a stage. A draft needs nothing."""

    words = _words("The letter", rows=14, required=False, help_text="The last lines, below, are always added.")
    outcome = forms.ChoiceField(label="Outcome", widget=forms.RadioSelect, required=False)
    cause = _words("Why did it happen?", required=False, help_text="The cause, not the person.")
    change = _words("What do we change?", required=False, help_text="Goes into the quarterly learning. “Nothing” is an answer.")
    change_by = forms.DateField(label="By when", required=False, widget=DAY, help_text="Needed where something was wrong.")
    field_order = ("outcome", "cause", "change", "change_by", "words", "way", "at")

    def __init__(self, *args: object, outcomes: Sequence[tuple[str, str]], **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]  # forms take what Django's own take
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]
        self.fields["way"].required = False
        if any(code == "resolved" for code, _ in outcomes):
            self.fields["outcome"].help_text = "Resolved: we agreed with them what to do, and make no finding."


class PublicLearningForm(forms.Form):
    """What the public reads of it."""

    public_words = _words("What the public reads", help_text="No name, no address, nothing by which somebody could be known.")


class ChangedForm(forms.Form):
    """It is changed."""

    on = forms.DateField(label="Since when", widget=DAY)
