"""Forms of calls, proposals and sessions."""
