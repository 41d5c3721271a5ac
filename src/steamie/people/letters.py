"""What marks the letters of this room."""

LETS_IN = {"Sensitivity": "Private"}  # RFC 4021: whoever reads this letter gets in, so its words are forgotten once it is taken
