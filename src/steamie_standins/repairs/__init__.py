"""A stand-in for a landlord's repairs system: it takes repairs by signed calls, with faults on demand and a record of them."""
