"""What is done after the commit."""
