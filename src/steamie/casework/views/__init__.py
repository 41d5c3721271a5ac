"""Pages of casework, one subject a file."""
