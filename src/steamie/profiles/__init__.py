"""Staff's own profiles: guidance, training and incidents; nobody is watched."""
