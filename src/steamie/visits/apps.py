"""Visits: short links, visits without cookies, and forms begun and finished, as totals."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Visits: short links, visits without cookies, and forms as totals."""

    name = "steamie.visits"
