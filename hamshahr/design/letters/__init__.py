"""Which letters the shipped fonts can write, and what stands where none of them can."""
