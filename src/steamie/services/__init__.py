"""What residents do online without an account: repairs, enquiries, a private call, following."""
