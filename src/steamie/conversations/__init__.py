"""Comments and messages: heard, judged, answered once, taken offline, followed to their end."""
