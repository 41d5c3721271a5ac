"""Account Management: offices between dates, deputies, acknowledged policies."""
