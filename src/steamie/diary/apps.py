"""Diary: working days, the days the office is shut, moments, and when the clock last saw to each duty."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """Diary: working days, the days the office is shut, moments, and when the clock last saw to each duty."""

    name = "steamie.diary"
