"""Word lists and dates to take care on, and how well the check does."""
