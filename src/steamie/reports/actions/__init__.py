"""What is done with reports and packs."""
