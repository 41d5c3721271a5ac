"""News by e-mail to those who asked for it, with one click to leave."""
