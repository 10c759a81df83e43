"""What the library says about a city, made the city's own: confirmed, corrected or taken out."""
