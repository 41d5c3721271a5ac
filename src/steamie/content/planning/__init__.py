"""Planning the quarter: the calendar, ideas for its gaps, and the proposal."""
