"""When a person wishes to be written about what."""

from __future__ import annotations

from typing import Any

from django import forms

from steamie.people.notifying import NoticeTopic

from .models import NotificationTime


class ChoicesForm(forms.Form):
    """A box for each topic."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in NoticeTopic:
            self.fields[topic.name.lower()] = forms.ChoiceField(label=topic.label, choices=NotificationTime.choices)

    @staticmethod
    def initial_of(times: dict[NoticeTopic, NotificationTime]) -> dict[str, str]:
        """What the boxes show for these times."""
        return {topic.name.lower(): time.value for topic, time in times.items()}

    @staticmethod
    def times(data: dict[str, str]) -> dict[NoticeTopic, NotificationTime]:
        """What the boxes say."""
        return {topic: NotificationTime(data[topic.name.lower()]) for topic in NoticeTopic}
