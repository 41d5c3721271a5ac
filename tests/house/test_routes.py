"""Django's own admin is not mounted. Who may reach what is in ``who_may.txt``."""

from __future__ import annotations

import pytest
from django.test import Client

from .test_who_may import addresses


@pytest.mark.django_db
def test_django_s_own_admin_is_not_mounted(client: Client) -> None:
    assert client.get("/admin/").status_code == 404
    assert not any("admin:index" in str(route) for route in addresses())
