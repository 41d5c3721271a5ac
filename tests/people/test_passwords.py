"""Passwords that strangers try first are refused, with figures, years and marks round them as well."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from steamie.people.models import Person
from steamie.strategy.models import Association

pytestmark = pytest.mark.django_db


@pytest.fixture
def ailsa() -> Person:
    return Person(name="Ailsa Buchanan", email="a.buchanan@laburnum-homes.example")


@pytest.fixture(autouse=True)
def _association() -> None:
    Association.objects.create(name="Laburnum Park Housing Association", short_name="Laburnum", telephone="0", email="a@b.org")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password2026!",
        "P@ssw0rd!!2026",
        "!!Sunshine2024",
        "letmeinletmein",
        "qwertyuiop99",
        "dragon monkey 12",
        "123456789012",
        "............",
        "ailsa-buchanan1",
        "Buchanan2026!!",
        "Ai1saBuchanan",
        "laburnum2026!",
        "LaburnumPark2026",
        "Laburnum-Homes1!",
        "HousingAssociation1",
    ],
)
def test_what_strangers_try_first_is_refused(ailsa: Person, password: str) -> None:
    with pytest.raises(ValidationError, match=r"try first|mostly your own|entirely numeric|too common"):
        validate_password(password, ailsa)


@pytest.mark.parametrize(
    "password", ["three plain words", "kettle-otter-staple", "fjord7Vexing.quilt", "buchanan likes green kettles"]
)
def test_a_good_password_is_taken(ailsa: Person, password: str) -> None:
    validate_password(password, ailsa)


def test_without_a_person_the_common_are_refused_too() -> None:
    with pytest.raises(ValidationError):
        validate_password("Password2026!")
