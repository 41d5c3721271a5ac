"""What is done with complaints, one noun a file."""
