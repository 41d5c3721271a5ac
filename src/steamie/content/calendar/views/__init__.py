"""Pages of the calendar, one module a subject."""
