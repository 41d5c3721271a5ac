"""Writes of publishing: one module a subject."""
