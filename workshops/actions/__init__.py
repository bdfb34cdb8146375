"""What is done with calls, proposals, the links between them, and sessions."""
