"""Stop all posts, the holding lines, an event with its thread, and the rehearsal that is scored."""
