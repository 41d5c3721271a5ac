"""Letters: one outbox for every e-mail the house writes, and one sender that says what became of each."""
