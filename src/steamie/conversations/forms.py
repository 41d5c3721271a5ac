"""Forms of conversations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from steamie.channels.models import Channel
from steamie.files.forms import PictureField, WithPicture
from steamie.people.models import Person
from steamie.rules.cases import Way
from steamie.rules.characteristics import PROTECTED
from steamie.rules.clocks import Unit

from .models import Conversation, HouseRule, OfflineMove, SavedReply
from .models.offline import OfflineOutcome
from .urgency import LABELS

LONGEST = 8_000  # characters of an answer
LOCAL_TIME = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
BECOMES = [
    ("complaint", "Complaint"),
    ("repair", "Repair"),
    ("information", "Information request"),
    ("damp", "Damp and mould"),
    ("safety", "Safeguarding"),
    ("enquiry", "Question"),
]


def _words(label: str, *, rows: int = 4, hint: str = "", needed: bool = True) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=box, help_text=hint, required=needed)


def _offer(field: Any, rows: QuerySet[SavedReply], read: list[SavedReply] | None) -> None:
    """Let a field choose among rows; ``read``: the same rows, where they were read already and need not be asked for again."""
    field.queryset = rows
    if read is not None:
        field.choices = [("", field.empty_label), *((one.pk, str(one)) for one in read)]


class ReplyForm(forms.Form):
    """An answer. ``saved`` puts an approved line in place of words."""

    words = _words("Your answer", needed=False)
    saved = forms.ModelChoiceField(SavedReply.objects.none(), label="Or a saved reply", required=False, empty_label="None")
    anyway = forms.BooleanField(label="Send mine all the same", required=False)

    def __init__(
        self, *args: Any, public: bool = True, clash: bool = False, ready: list[SavedReply] | None = None, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        _offer(self.fields["saved"], SavedReply.objects.ready(), ready)
        self.fields["words"].help_text = "Anybody can read it." if public else "Only they see it."
        if not (clash or (self.is_bound and self.data.get(self.add_prefix("anyway")))):
            self.fields["anyway"].widget = forms.HiddenInput()

    def add_error(self, field: str | None, error: Any) -> None:
        """A clash with a colleague's answer shows the tick that overrules it."""
        if field == "anyway":
            self.fields["anyway"].widget = forms.CheckboxInput()
        super().add_error(field, error)


class DraftForm(forms.Form):
    """What is being written."""

    words = _words("Your draft", needed=False)


class PrivateForm(forms.Form):
    """A private reply."""

    words = _words("Private reply")


class OfflineForm(forms.Form):
    """Taking a comment offline: a line in public, and perhaps words in private at once."""

    line = forms.ModelChoiceField(
        SavedReply.objects.none(),
        label="In public",
        required=False,
        empty_label="Nothing in public",
        help_text="One of the approved lines. Nothing about their matter.",
    )
    private_words = _words("In private", hint="Only they see it. A comment can have one private reply.", needed=False)

    def __init__(self, *args: Any, ready: list[SavedReply] | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        lines = None if ready is None else [one for one in ready if one.holding]
        _offer(self.fields["line"], SavedReply.objects.ready().filter(holding=True), lines)


class ReachForm(forms.Form):
    """How they were reached by hand."""

    way = forms.ChoiceField(label="How did you reach them?", choices=OfflineMove.WAYS, widget=forms.RadioSelect)
    words = _words("What was said", hint="Short and fair. They may ask to read it.")
    happened_at = forms.DateTimeField(label="When", required=False, widget=LOCAL_TIME, help_text="Empty: just now.")


class OfflineOutcomeForm(forms.Form):
    """How it ended in private."""

    outcome = forms.ChoiceField(label="How did it end?", choices=OfflineOutcome.choices, widget=forms.RadioSelect)


class BecomeForm(forms.Form):
    """What kind of case it becomes."""

    kind = forms.ChoiceField(label="Make it a", choices=BECOMES)


class SortForm(forms.Form):
    """What it is about."""

    primary = forms.ChoiceField(label="What is it about?", choices=list(LABELS.items()))


class AssignForm(forms.Form):
    """Who has it."""

    to = forms.ModelChoiceField(Person.objects.none(), label="Hand to")

    def __init__(self, *args: Any, people: Any = None, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["to"].queryset = Person.objects.none() if people is None else people  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A colleague's note."""

    words = _words("Note, for staff only", rows=2)


class HideForm(forms.Form):
    """Which words break which rule."""

    rule = forms.ModelChoiceField(
        HouseRule.objects.none(), label="Which rule does it break?", empty_label="Choose", required=False
    )
    broken_by = forms.CharField(
        label="The words that break it", max_length=500, required=False, help_text="Copied from the comment, as they stand."
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["rule"].queryset = HouseRule.objects.in_force()  # type: ignore[attr-defined]


class BecauseForm(forms.Form):
    """A reason."""

    because = forms.CharField(label="Why", max_length=300)


class HideReviewForm(forms.Form):
    """The second person's look."""

    stays = forms.ChoiceField(
        label="Does it break the rule?",
        choices=[("yes", "Yes, it stays hidden"), ("no", "No, show it again")],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label="Why", max_length=300, required=False)


class CharacteristicsForm(forms.Form):
    """What a hidden comment named."""

    named = forms.MultipleChoiceField(
        label="Which of these did it name?",
        choices=list(PROTECTED.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick none if it named none.",
    )


class HouseRuleForm(forms.Form):
    """A house rule."""

    title = forms.CharField(label="In a few words", max_length=80)
    words = forms.CharField(
        label="What may not be written",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Never criticism or another opinion: both are welcome.",
    )


class SavedReplyForm(forms.Form):
    """A reply to be used again."""

    title = forms.CharField(label="To find it by", max_length=80)
    words = forms.CharField(label="The reply", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    holding = forms.BooleanField(label="It says that we carry on in private", required=False)


class ReplyTimeForm(forms.Form):
    """How soon we mean to answer."""

    channel = forms.ModelChoiceField(Channel.objects.none(), label="Where", required=False, empty_label="Everywhere else")
    way = forms.ChoiceField(label="To what", choices=[(Way.COMMENT.value, "Comments"), (Way.MESSAGE.value, "Messages")])
    amount = forms.IntegerField(label="Within", min_value=1, max_value=60)
    unit = forms.ChoiceField(
        label="Of what", choices=[(unit.value, unit.value) for unit in (Unit.WORKING_DAYS, Unit.OFFICE_HOURS, Unit.HOURS)]
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["channel"].queryset = Channel.objects.active()  # type: ignore[attr-defined]


class PasteForm(WithPicture):
    """A comment that did not reach us by itself."""

    channel = forms.ModelChoiceField(
        Channel.objects.none(), label="Where it stands", required=False, empty_label="Somewhere else"
    )
    link = forms.URLField(
        label="Link to the comment",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Press the time under the comment, then copy the address.",
    )
    words = _words("What it says", hint="As they wrote it.", needed=False)
    written_at = forms.DateTimeField(
        label="When they wrote it", required=False, widget=LOCAL_TIME, help_text="The clock starts then."
    )
    author = forms.CharField(label="Who, if you know", max_length=160, required=False)
    private = forms.BooleanField(label="It is a private message", required=False)
    shot = PictureField(label="Or a picture of the screen", required=False, help_text="We keep it as proof.")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        kinds = [one.pk for one in Channel.objects.active() if one.installed and one.installed.address]
        self.fields["channel"].queryset = Channel.objects.filter(pk__in=kinds)  # type: ignore[attr-defined]


def becomes(conversation: Conversation) -> list[tuple[str, str]]:
    """What it may become; nothing once it is a case."""
    return [] if conversation.case_id else BECOMES


class OwnWordsForm(forms.Form):
    """Words that raise a comment here."""

    phrases = forms.CharField(
        label="Words or phrases, one a line",
        max_length=2000,
        help_text="As people write them. A star at the end stands for any ending: boiler hous*",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    primary = forms.ChoiceField(label="What they mean", choices=())
    to_do = forms.CharField(label="What to do", max_length=300, required=False)
    not_to_do = forms.CharField(label="What not to do", max_length=300, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["primary"].choices = [("", "Choose"), *choices]  # type: ignore[attr-defined]


class PicturesForm(forms.Form):
    """Whom the pictures of a quarter show."""

    shown = forms.MultipleChoiceField(
        label="Somebody looking at them would see people of these",
        choices=list(PROTECTED.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Only what a reader would notice, never a guess about one person. None is an answer too.",
    )
    remark = forms.CharField(label="Whom do we miss?", max_length=300, required=False)
