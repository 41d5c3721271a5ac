"""A case that is a complaint: the procedure's stages and clocks, its answer, what was learnt, the figures."""
