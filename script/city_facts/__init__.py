"""What script/build-city-facts looks up on maps: climate, settlement, and the way to the sea."""
