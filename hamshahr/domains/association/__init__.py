"""Who runs the instance: its office, and what it says of itself."""
