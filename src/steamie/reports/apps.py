"""Reports: what the committee reads each quarter, and evidence that proves itself."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports: the committee's report and evidence packs."""

    name = "steamie.reports"
