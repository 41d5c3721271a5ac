"""Questions, waves on paper and online, and their figures with base and range."""
