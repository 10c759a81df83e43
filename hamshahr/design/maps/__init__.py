"""Maps: where a place lies on the sheet, what of the sheet is shown, which marks stand on it.

Nothing here knows a city: a place is a longitude, a latitude and a weight. The outline of the land
is `static/design/land.svg`, written by `script/build-map` with the same projection.
"""
