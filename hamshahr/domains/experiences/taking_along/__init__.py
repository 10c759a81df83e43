"""An experience to take along: as data, as a citation, and as others' machines read a page."""
