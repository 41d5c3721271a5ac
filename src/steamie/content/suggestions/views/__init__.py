"""Pages of suggestions, one module a subject."""
