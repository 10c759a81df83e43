"""Experiences from spreadsheets: reading, finding what the columns mean, trying, bringing in."""
