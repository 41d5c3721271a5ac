"""Pictures and papers: one way in, cleaned apart, private until they are public."""
