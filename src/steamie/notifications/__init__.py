"""What people of the desk are written about their work, as each of them wishes."""
