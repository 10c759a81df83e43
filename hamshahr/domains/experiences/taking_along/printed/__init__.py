"""An experience on paper: data for typst, and the sheet that it is set on."""
