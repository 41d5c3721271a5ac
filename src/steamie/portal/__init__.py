"""The residents' account: their own repairs, letters, consents and household."""
