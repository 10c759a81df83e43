"""What knows no city and no user: text folding, calendars, audit, registries, the database server."""
