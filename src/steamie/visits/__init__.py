"""Visits that followed a post, and forms begun and finished: totals, never a person."""
