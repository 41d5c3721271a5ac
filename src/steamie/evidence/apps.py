"""Evidence: the minute book: what happened, in order, unalterable."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence: the minute book: what happened, in order, unalterable."""

    name = "steamie.evidence"
