"""Pages about figures: the readings, and what they are held against."""
