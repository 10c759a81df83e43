"""The files the tests of the design look through."""

from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "hamshahr"
DESIGN = PACKAGE / "design"
STATIC = DESIGN / "static/design"
STYLES = sorted((STATIC / "css").glob("*.css"))
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))


def name(template: Path) -> str:
    """Return the name by which the loader knows a template."""
    return template.as_posix().rpartition("/templates/")[2]
