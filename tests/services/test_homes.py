"""The landlord's list of addresses: it gives a repair its UPRN, and an address outside it is taken all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.services.handing.payload import fields_of
from steamie.services.models import Home
from tests.casework.making import put_in

from .test_repairs import TYPED, about, fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
LIST = """UPRN,Address 1,Address 2,Postcode
906700000001,Flat 2/1,14 Canary Street,G15 6DD
906700000002,Flat 2/2,14 Canary Street,G15 6DD
no number,Flat 0/1,14 Canary Street,G15 6DD
"""


def bring(tmp_path: Path, text: str = LIST) -> None:
    file = tmp_path / "homes.csv"
    file.write_text(text)
    call_command("homes", str(file))


def test_an_address_on_the_list_goes_with_its_number(client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(tmp_path)
    assert "2 addresses are on the list; 1 rows were left out." in capsys.readouterr().out
    fill_in(client, address="flat 2/1 14 canary street", postcode="g156dd")
    case = Case.objects.get()
    assert (case.party.address_on_list, fields_of(case)["uprn"]) == (True, "906700000001")


def test_one_outside_the_list_is_told_kindly_taken_and_looked_at(client: Client, tmp_path: Path, staff: Person) -> None:
    bring(tmp_path)
    checked = client.post(f"/repairs/check/{about('kitchen', 'sink')}", TYPED | {"address": "3 Elsewhere Road"})
    assert "We do not have this address on our list. That is fine" in " ".join(checked.content.decode().split())
    fill_in(client, address="3 Elsewhere Road")
    case = Case.objects.get()
    assert (case.party.address_on_list, fields_of(case)["uprn"]) == (False, "")
    put_in("repairs", staff)
    client.force_login(staff)
    assert "not on our list" in client.get(f"/desk/cases/{case.reference}/").content.decode()


def test_without_a_list_nothing_is_said_of_it(client: Client) -> None:
    checked = client.post(f"/repairs/check/{about('kitchen', 'sink')}", TYPED)
    assert "on our list" not in checked.content.decode()
    fill_in(client)
    assert Case.objects.get().party.address_on_list is None


@pytest.mark.parametrize("text", ["", "Name,Street\nJean,Here\n", "UPRN,Address,Postcode\nx,y,z\n"])
def test_a_list_without_numbers_leaves_the_one_before_as_it_was(tmp_path: Path, text: str) -> None:
    bring(tmp_path)
    with pytest.raises(CommandError, match="holds no row"):
        bring(tmp_path, text)
    assert Home.objects.count() == 2
