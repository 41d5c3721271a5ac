"""Pages, posts, letters and the policy in other languages, checked by a second person."""
