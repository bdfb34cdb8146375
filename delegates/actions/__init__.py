"""What is done: one function a use case."""
