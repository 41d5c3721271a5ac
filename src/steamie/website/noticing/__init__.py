"""Notices on every public page, each with its end."""
