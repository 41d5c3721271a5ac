"""E-mails to people of the desk about their work."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """E-mails to people of the desk about their work."""

    name = "steamie.notifications"
