"""Hours and budget against plan, reply times, and what each contact costs."""
