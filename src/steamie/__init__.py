"""Steamie: a social landlord's written social media strategy, running. Strategy in, evidence out."""

__version__ = "0.1.0"
