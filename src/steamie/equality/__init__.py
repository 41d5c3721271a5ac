"""The questions answered before a page, vacancy or campaign goes public, and what was decided."""
