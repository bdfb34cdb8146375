"""Pages of delegates, of organisers, and of organisations."""
