"""One person's matter: how it came, its team, clocks, trail and outcome; the inbox."""
