"""First-run set-up: from an empty folder to a desk with its Association, officer, strategy and first channel."""
