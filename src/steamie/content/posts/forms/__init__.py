"""Forms of posts, one module a subject."""
