"""Languages, directions, digits, calendars as read, and the interface's catalogues."""
