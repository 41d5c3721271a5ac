"""Measures, readings and risks."""
