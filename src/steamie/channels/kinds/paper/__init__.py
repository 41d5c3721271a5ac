"""A noticeboard: a post is printed as a poster, put up, and taken down."""

from .board import Paper

__all__ = ["Paper"]
