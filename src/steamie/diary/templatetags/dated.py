"""The one filter for days and times at the desk."""

from __future__ import annotations

import re
from datetime import date

from django import template
from django.template.defaultfilters import date as formatted

from steamie.diary.dated import is_of_another_year

register = template.Library()
_MONTH = re.compile(r"(?<!\\)[FM]")  # a letter behind a backslash stands for itself


@register.filter(expects_localtime=True, is_safe=False)
def dated(moment: date | None, pattern: str) -> str:
    """As Django's ``date``; where the pattern has no year, one that is not this year is put behind the month."""
    if not isinstance(moment, date):
        return ""
    if "Y" not in pattern and is_of_another_year(moment):
        pattern = _MONTH.sub(r"\g<0> Y", pattern)
    return formatted(moment, pattern)
