"""What a city says of itself, and how its focal point keeps it."""
