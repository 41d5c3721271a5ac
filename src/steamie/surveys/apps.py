"""Surveys: what residents say when we ask them all the same."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Surveys: questions, waves, answers on paper, by telephone and online, and what they come to."""

    name = "steamie.surveys"
