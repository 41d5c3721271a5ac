"""Bring your own strategy: a document in Word, PDF or text is split into statements, and a person says what keeps each."""
