"""The people pages, one module a noun."""
