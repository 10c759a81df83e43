"""What knows no city and no user: text folding, identifiers, audit, the database server."""
