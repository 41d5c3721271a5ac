"""The public site, and the website as a channel."""
