"""The pages of consultations and projects: in public, and on the desk."""
