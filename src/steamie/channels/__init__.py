"""Platforms: what a channel can do; Facebook, Bluesky, the noticeboard."""
