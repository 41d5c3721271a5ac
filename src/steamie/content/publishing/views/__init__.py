"""Pages of publishing, one module a subject."""
