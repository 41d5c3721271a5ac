"""Views of translations."""
