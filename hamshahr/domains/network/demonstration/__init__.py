"""The made-up people of a demonstration: brought in, listed, and signed in as."""
