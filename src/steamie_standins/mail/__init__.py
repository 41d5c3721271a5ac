"""A stand-in for a mail server: it takes letters over SMTP on loopback and counts them."""
