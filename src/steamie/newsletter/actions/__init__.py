"""Acts of news by e-mail: who gets it, and what goes out."""
