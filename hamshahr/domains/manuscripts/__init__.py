"""What cities write before it is published, and how it is reviewed."""
