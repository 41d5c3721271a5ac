"""The outbox: one row for each e-mail, one sender, and what became of it."""
