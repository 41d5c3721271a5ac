"""The publisher: carries an approved post to its channels exactly once. ``rules.publishing`` decides; this does."""

from .advance import advance

__all__ = ["advance"]
