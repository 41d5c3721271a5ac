"""What is done with cases, one noun a file."""
