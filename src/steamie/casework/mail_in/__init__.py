"""What becomes of a letter that came by e-mail: part of the case it answers, a case of its own, nothing, or a person looks."""
