"""What is done about consultations and projects."""
