"""The core: plain Python. No Django, no clock, no input or output; dates are passed in, and every answer says why."""
