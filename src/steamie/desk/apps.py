"""Desk: the staff's first page and shell."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk: the staff's first page and shell."""

    name = "steamie.desk"
