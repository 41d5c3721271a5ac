"""Time and money spent, and the plan for a quarter."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from steamie.rules.quarters import following, quarter_of

from .models import EffortTask, WayIn

SPELT = re.compile(
    r"(?:(?P<hours>\d{1,3})\s*(?:h|hours?|hrs?|:)\s*)?(?:(?P<minutes>\d{1,3})\s*(?:m|min|mins|minutes?)?)?", re.IGNORECASE
)
DAY = forms.DateInput(attrs={"type": "date"})


def minutes_in(words: str) -> int | None:
    """The minutes that somebody typed: “45”, “1:30”, “1.5 h”, “2 h 15 min”; None when it cannot be read."""
    words = words.strip().replace(",", ".")
    if part := re.fullmatch(r"(\d{1,3}\.\d{1,2})\s*(?:h|hours?|hrs?)?", words, re.IGNORECASE):
        return round(float(part[1]) * 60)
    parts = SPELT.fullmatch(words)
    if parts is None or not words:
        return None
    return 60 * int(parts["hours"] or 0) + int(parts["minutes"] or 0)


class TimeField(forms.CharField):
    """A stretch of time as people write it; cleaned to minutes."""

    def clean(self, value: Any) -> Any:
        """Minutes; nought when it is empty."""
        words = super().clean(value)
        minutes = minutes_in(words) if words else 0
        if minutes is None:
            raise forms.ValidationError("Write it like 45, 1:30 or 2 h.")
        return minutes


class EffortForm(forms.Form):
    """What took time or money on one day."""

    day = forms.DateField(label="Day", widget=DAY)
    task = forms.ChoiceField(label="What it went into", choices=EffortTask.choices)
    way = forms.ChoiceField(
        label="For which way in",
        choices=[("", "None in particular"), *WayIn.choices],
        required=False,
        help_text="Then we can say what a contact costs.",
    )
    time = TimeField(label="Time", required=False, max_length=20, help_text="In minutes, or like 1:30.")
    money = forms.DecimalField(
        label="Money, in pounds", required=False, min_value=Decimal(0), max_value=Decimal(1_000_000), decimal_places=2
    )
    bought = forms.CharField(label="What the money was for", required=False, max_length=200)

    def entry(self) -> dict[str, Any]:
        """The arguments of the action."""
        data = self.cleaned_data
        pence = int((data["money"] or Decimal(0)) * 100)
        task = EffortTask(data["task"])
        spent = {"minutes": data["time"], "pence": pence, "bought": data["bought"]}
        return {"day": data["day"], "task": task, "way": data["way"], **spent}


class EffortPlanForm(forms.Form):
    """What a quarter may take."""

    first = forms.TypedChoiceField(label="Quarter", coerce=forms.DateField().to_python)
    hours = forms.DecimalField(label="Hours", min_value=Decimal(0), max_value=Decimal(10_000), decimal_places=1)
    money = forms.DecimalField(label="Money, in pounds", min_value=Decimal(0), max_value=Decimal(1_000_000), decimal_places=2)
    hour = forms.DecimalField(
        label="What an hour of work costs, in pounds",
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(1000),
        decimal_places=2,
        help_text="Leave it empty if you do not know. Then no cost of a contact is shown.",
    )
    reason = forms.CharField(label="Where it was agreed", required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = quarter_of(timezone.localdate())
        spans = (now, following(now))
        self.fields["first"].choices = [(span.first.isoformat(), span.name) for span in spans]  # type: ignore[attr-defined]

    def plan(self) -> dict[str, Any]:
        """The arguments of the action."""
        data = self.cleaned_data
        return {
            "first": data["first"],
            "minutes": int(data["hours"] * 60),
            "pence": int(data["money"] * 100),
            "hour_pence": int(data["hour"] * 100) if data["hour"] else None,
            "reason": data["reason"],
        }
