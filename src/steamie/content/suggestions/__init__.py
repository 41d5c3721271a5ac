"""What people would like said, and the answer each one gets."""
