"""The forms a strategy file can have. Each schema has a reader of its own, so that an old file is never read by new rules."""
