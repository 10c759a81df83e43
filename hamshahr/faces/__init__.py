"""What the world meets. Owns no business data."""
