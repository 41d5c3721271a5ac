"""Aims and objectives, the posts and campaigns that serve them, and what is known of each audience."""
