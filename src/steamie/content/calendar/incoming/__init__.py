"""A sheet of somebody's own making, read as planned posts: its heading, its columns, its days, its rows."""
