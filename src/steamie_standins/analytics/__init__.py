"""A stand-in for Google Analytics' Data API: its own client talks to it unmodified."""
