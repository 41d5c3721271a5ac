"""Pages of reports and packs."""
