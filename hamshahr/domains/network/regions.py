"""What the regions of this domain's pages show (a world region is a region too, ``RegionPage``)."""

from dataclasses import dataclass

from hamshahr.kernel.panels import ShownPanel


@dataclass(frozen=True)
class RegionEntry:
    """A world region of the association in a list, with how many cities are known in it."""

    code: str
    label: str
    url: str
    cities: int


@dataclass(frozen=True)
class RegionPage:
    """A world region of the association. The panels of later domains read it as their subject."""

    code: str
    label: str
    cities: int
    countries: int
    others: tuple[RegionEntry, ...]
    panels: tuple[ShownPanel, ...] = ()
