"""Days the office is shut, moments, and when the clock last saw to each duty."""
