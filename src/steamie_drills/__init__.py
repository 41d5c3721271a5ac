"""Drills: what is promised, proved under fire. They use the product as anyone would, and the product never imports them."""
