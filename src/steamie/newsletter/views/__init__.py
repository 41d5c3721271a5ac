"""Pages of news by e-mail: for readers, and for the desk."""
