"""The quarter on one screen: ideas, places, sheets in and out."""
