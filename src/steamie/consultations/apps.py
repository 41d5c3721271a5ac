"""Consultations: what we ask tenants before we decide, projects with those who took part, and what tenants approved."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Consultations and community projects."""

    name = "steamie.consultations"
