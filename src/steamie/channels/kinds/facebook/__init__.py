"""A Facebook Page, through Meta's Graph API."""

from .page import FacebookPage

__all__ = ["FacebookPage"]
