"""“Did this page help?”: what people answer, what staff make of it, and what everybody reads of that."""
