"""The committee's report and the pack for the regulator, each figure with its rows."""
