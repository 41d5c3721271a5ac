"""Nouns of the formats."""

from .recordings import Recording
from .renditions import SuppliedFormat
from .requests import FormatRequest
from .totals import FormatTotal

__all__ = ["FormatRequest", "FormatTotal", "Recording", "SuppliedFormat"]
