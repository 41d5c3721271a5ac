"""Questions to residents that open and close, and what was decided; projects and who took part."""
