"""Pages of posts, one module a subject."""
