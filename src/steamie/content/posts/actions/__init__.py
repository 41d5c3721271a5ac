"""Writes of posts: one module a subject."""
