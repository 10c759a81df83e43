"""The signed-in person, and the system when nobody is there."""
