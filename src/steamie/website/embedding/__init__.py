"""Our form on another website of the landlord: framed, without cookies, in its colours, and counted."""
