"""A street of five houses, each with all its furniture."""
