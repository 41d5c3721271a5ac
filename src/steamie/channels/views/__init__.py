"""The desk's pages about accounts."""
