"""Writes of suggestions: one module a subject."""
