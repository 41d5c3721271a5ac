"""What people of the desk are written by e-mail about their work, as each of them wishes."""
