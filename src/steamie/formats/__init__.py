"""Every page in the form somebody needs: large print, read aloud, in their language, and what people make when asked."""
