"""What can be done with conversations, one purpose a file."""
