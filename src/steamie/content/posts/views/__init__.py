"""Pages of content, one module a subject."""
