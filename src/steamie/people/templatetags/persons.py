"""Who may be the second person, asked by a page before it shows a button."""

from __future__ import annotations

from django import template

from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.people.two_persons import may_confirm
from steamie.rules.permissions import Act
from steamie.rules.two_persons import SecondYes

register = template.Library()


@register.simple_tag
def second_person(user: Person, act: str, asked_by: Person | None, *about: Person) -> SecondYes:
    """``{% second_person user "CONFIRM_OFFICE" grant.granted_by grant.person as second %}``: whether they may, and why not."""
    if not ruling(user, Act[act]).allowed:
        return SecondYes(False)
    return may_confirm(act=Act[act], by=user, asked_by=asked_by, about=about)
