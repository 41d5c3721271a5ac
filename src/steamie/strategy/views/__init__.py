"""Pages of the strategy: for the public, the board, and what is kept with it."""
