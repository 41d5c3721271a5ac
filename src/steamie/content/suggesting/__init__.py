"""Receiving suggestions: sheets, private links, letters, and the groups that send them."""
