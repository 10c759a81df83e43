"""What every domain shares and none owns."""
