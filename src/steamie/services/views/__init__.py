"""Pages for residents, one subject a file."""
