"""Corrections of posts that are out: what each would change, and what was said before."""
