"""Pages of visa letters: a person's own, the desk's, and those that need no log-in."""
