"""What a visa letter says, in which words, and when it comes too late."""
