"""The landlord's own lists and numbers: as they come, until somebody checks or changes them at the desk."""
