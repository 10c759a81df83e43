"""The versioned interface for programs, over the same queries as the pages."""
