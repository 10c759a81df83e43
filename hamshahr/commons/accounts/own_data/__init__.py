"""What is kept about a person, for herself: shown, and taken along."""
