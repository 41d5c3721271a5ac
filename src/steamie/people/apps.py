"""People: Account Management: who may do what, and between which dates."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People: Account Management: who may do what, and between which dates."""

    name = "steamie.people"
