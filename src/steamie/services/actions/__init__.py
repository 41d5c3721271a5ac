"""What is done with what residents ask online, one noun a file."""
