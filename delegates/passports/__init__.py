"""Travel documents: the zone that machines read, and names as it writes them (ICAO Doc 9303)."""
