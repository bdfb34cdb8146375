"""Pages of facilitators and of those who plan the programme."""
