"""What a letter that came in says, read from its bytes. Nothing of it is ever markup, and no header of it is trusted."""
