"""The vocabulary as others keep theirs: SKOS (W3C Recommendation 2009), in Turtle and JSON-LD."""
