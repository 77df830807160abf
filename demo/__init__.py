"""A year of demo data, made through the public API alone, the same from the same seed."""
