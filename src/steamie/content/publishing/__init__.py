"""Sending exactly once, stops, settling, comparing."""
