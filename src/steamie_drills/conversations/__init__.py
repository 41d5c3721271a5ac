"""The drill of conversations."""
