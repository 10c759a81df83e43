"""The cast: made-up people who serve real cities and the association, in demonstrations and tests.

Nobody of them exists; their addresses end in .example, which no mail reaches, and a demonstration
marks each of them as made up.
"""

from dataclasses import dataclass

from hamshahr.commons.accounts.roles import Role


@dataclass(frozen=True)
class DemoPerson:
    """Somebody made up. ``city`` is a GeoNames id; ``None``: she serves the association itself."""

    key: str
    name: str
    email: str
    role: Role
    city: int | None
    language: str


_SHIRAZ, _MASHHAD, _MEDELLIN = 115019, 124665, 3674962
_OFFICE = "@secretariat.example"
# Their cities as the packaged facts know them: a name, and the country by ISO 3166
DEMO_CITIES = {
    _SHIRAZ: ("Shiraz", "IR"),
    _MASHHAD: ("Mashhad", "IR"),
    _MEDELLIN: ("Medellín", "CO"),
}

DEMO_PEOPLE = (
    DemoPerson("leila", "لیلا فراهانی", "leila@shiraz.example", Role.DEPUTY_MAYOR, _SHIRAZ, "fa"),
    DemoPerson("nasrin", "نسرین قاسمی", "nasrin@shiraz.example", Role.FOCAL_POINT, _SHIRAZ, "fa"),
    DemoPerson(
        "kaveh", "کاوه رستگار", "kaveh@shiraz.example", Role.DEPUTY_FOCAL_POINT, _SHIRAZ, "fa"
    ),
    DemoPerson("hoda", "هدی سپهری", "hoda@shiraz.example", Role.EXPERT, _SHIRAZ, "fa"),
    DemoPerson("reza", "رضا خراسانی", "reza@mashhad.example", Role.FOCAL_POINT, _MASHHAD, "fa"),
    DemoPerson(
        "mateo", "Mateo Restrepo", "mateo@medellin.example", Role.FOCAL_POINT, _MEDELLIN, "es"
    ),
    DemoPerson("awa", "Awa Ndiaye", "awa" + _OFFICE, Role.SECRETARIAT, None, "fr"),
    DemoPerson("fatemeh", "فاطمه امینی", "fatemeh" + _OFFICE, Role.SECRETARY_GENERAL, None, "fa"),
    DemoPerson("claire", "Claire Fournier", "claire" + _OFFICE, Role.EDITOR, None, "fr"),
    DemoPerson("ines", "Inés Ortega", "ines" + _OFFICE, Role.MODERATOR, None, "es"),
    DemoPerson("yusuf", "يوسف حداد", "yusuf" + _OFFICE, Role.TRANSLATOR, None, "ar"),
    DemoPerson("jonas", "Jonas Weber", "jonas" + _OFFICE, Role.ADMINISTRATOR, None, "en"),
)
