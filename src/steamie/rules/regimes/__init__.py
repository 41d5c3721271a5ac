"""What the law asks of a landlord when a home has damp and mould: each nation's as data, counted by one set of rules."""
