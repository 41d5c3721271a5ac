"""Letters: one outbox for every e-mail the house writes, and one sender that says what became of each."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters: one outbox for every e-mail the house writes, and one sender that says what became of each."""

    name = "steamie.letters"
