"""Cities renamed, and two that are the same made one: whatever points at a city follows."""
