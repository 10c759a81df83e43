"""What a file is: by its first bytes and its structure, never by what its name says alone."""
