"""Forms for suggesting, answering, and making links."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from steamie.content.suggestions.actions.links import LONGEST
from steamie.content.suggestions.models import SuggestionOutcome, SuggestionWay, group_titles
from steamie.files.actions import NO_CONSENT
from steamie.files.forms import PictureField, WithPicture
from steamie.files.pictures import NAMES
from steamie.rules import share_words
from steamie.strategy import reading

TAKEN_DOWN = (
    SuggestionWay.PHONE,
    SuggestionWay.EMAIL,
    SuggestionWay.PERSON,
    SuggestionWay.PAPER,
)  # ways in which a colleague writes down what somebody says
OPEN = ("residents", "forum", "committee", "staff", "partners")  # groups that somebody on the website says they are of


class UnopenedPicture(forms.FileField):
    """A picture that is not opened, because too many came from where it comes from."""

    def clean(self, data: Any, initial: Any = None) -> None:
        """Raises ``ValidationError`` when there is one."""
        if data:
            raise forms.ValidationError("Many pictures came from your connection in this hour. Send this without, or in an hour.")


class SuggestionForm(WithPicture):
    """What we ask of someone with news. Only the first box must be filled in."""

    text = forms.CharField(
        label="What should we share?",
        help_text="A sentence is plenty. For an event, say where and when.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what we should share. A sentence is plenty."},
    )
    wanted_on = forms.DateField(
        label="Is it about a certain day?", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    link = forms.URLField(
        label="Is there a web page about it?",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Copy its address here.",
        error_messages={"invalid": "Copy the whole address, like https://www.example.org/news, or leave it empty."},
    )
    picture = PictureField(
        label="Add a photo, if you have one",
        required=False,
        help_text=f"{NAMES}, up to 10 MB. We remove the hidden place data before anyone sees it.",
    )
    alt = forms.CharField(
        label="Describe the picture",
        required=False,
        max_length=500,
        help_text="For people who cannot see it: “Six children in costume on the stage”.",
    )
    shows_people = forms.BooleanField(label="The photo shows people", required=False)
    consent = forms.BooleanField(
        label="Everyone in the photo said yes to Facebook and the website",
        help_text="For anyone under 16, a parent or guardian said yes.",
        required=False,
    )
    credit = forms.CharField(
        label="How should we thank you in public?",
        required=False,
        max_length=120,
        help_text="We thank you by your group, unless you want your name or your club’s.",
    )
    email = forms.EmailField(
        label="Your e-mail, if you want the answer sent to you",
        required=False,
        help_text="Used for this answer, and deleted 90 days after it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Write the e-mail address in full, like name@example.org, or leave it empty."},
    )
    # A trap for machines: people do not see it. It is named as machines like.
    website = forms.CharField(
        label="Leave this empty", required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, pictures: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not pictures:
            self.fields["picture"] = UnopenedPicture(required=False)
        self.today = today

    @property
    def opens_photo(self) -> bool:
        """Whether the part about the photo has something in it to see."""
        return self._filled("picture", "alt", "shows_people", "consent")

    @property
    def opens_more(self) -> bool:
        """Whether the part about a web page and thanks has something in it to see."""
        return self._filled("link", "credit")

    def _filled(self, *names: str) -> bool:
        return any(self[name].errors or self[name].value() for name in names) if self.is_bound else False

    def clean_wanted_on(self) -> date | None:
        """The day, which has not passed."""
        day: date | None = self.cleaned_data["wanted_on"]
        if day and day < self.today:
            raise forms.ValidationError("That day has passed. Choose a day to come, or leave it empty.")
        return day

    def clean(self) -> dict[str, Any]:
        """People are shown only with their yes."""
        data = super().clean() or self.cleaned_data
        if data.get("picture") and data.get("shows_people") and not data.get("consent"):
            self.add_error("consent", NO_CONSENT)
        return data


class OpenForm(SuggestionForm):
    """The same, from anybody on the website: nobody is signed in, so it asks who they are."""

    field_order = ("text", "group")
    group = forms.ChoiceField(
        label="Who are you?",
        choices=lambda: sorted((group for group in group_titles() if group[0] in OPEN), key=lambda group: OPEN.index(group[0])),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who you are. The nearest one will do."},
    )


class PhoneSuggestionForm(SuggestionForm):
    """The same, when a colleague writes down what someone told them."""

    field_order = ("way", "group", "text")
    way = forms.ChoiceField(label="How did it reach us?", choices=[way for way in SuggestionWay.choices if way[0] in TAKEN_DOWN])
    group = forms.ChoiceField(label="Who suggests it?", choices=group_titles, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask about somebody else, not about the colleague who writes."""
        super().__init__(*args, **options)
        self.fields["credit"].label = "How should we thank them in public?"
        self.fields["credit"].help_text = "We thank them by their group, unless they want their name or their club’s."
        self.fields["email"].label = "Their e-mail, if they want the answer sent to them"
        self.fields["email"].widget.attrs["autocomplete"] = "off"  # a browser would offer the colleague’s own


class SuggestionAnswerForm(forms.Form):
    """The answer to a suggestion. The button pressed says which."""

    reason = forms.CharField(
        label="The reason",
        help_text="The sender reads this.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give the reason. The sender reads it."},
    )
    outcome = forms.ChoiceField(choices=SuggestionOutcome, widget=forms.HiddenInput)
    share = forms.ChoiceField(label="Counts as", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the shares of the strategy; nothing when it asks for none."""
        super().__init__(*args, **options)
        share = self.fields["share"]
        if isinstance(share, forms.ChoiceField) and (shares := share_words.choices(reading.shares())):
            share.choices = [("", "Decide later"), *shares]
        else:
            del self.fields["share"]


class SuggestionLinkForm(forms.Form):
    """A new link or poster."""

    label = forms.CharField(
        label="What is it for?", max_length=120, help_text="“Forum meeting, October”, or the person it is for. Only we see this."
    )
    group = forms.ChoiceField(label="Whose suggestions will come by it?", choices=group_titles, widget=forms.RadioSelect)
    personal = forms.BooleanField(
        label="For one person", help_text="Otherwise it is a poster for anyone in the group.", required=False
    )
    days = forms.IntegerField(label="How many days should it last?", min_value=1, max_value=LONGEST, initial=90)
