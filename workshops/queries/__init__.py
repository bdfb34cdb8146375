"""What pages read: a constant number of queries each."""
