"""Writing, checks, approval, correcting: what exactly will be seen."""
