"""Views of the formats, in public and on the desk."""
