"""The same words in large print, read aloud, or as somebody asks for them."""
