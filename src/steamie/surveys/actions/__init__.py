"""What is done with surveys: written, opened, answered, closed."""
