"""Forms of content, one module a subject."""
