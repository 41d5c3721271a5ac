"""Content's writes: one module a subject."""
