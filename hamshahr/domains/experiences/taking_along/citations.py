"""An experience as a citation manager takes it: CSL-JSON and BibTeX.

CSL-JSON is the data form of the Citation Style Language 1.0.2 (citationstyles.org), BibTeX the
dialect of biblatex (its manual, section 2.1). Nobody is named as author: who wrote a case that
was compiled from public sources is the platform, not the city it tells of.
"""

from typing import Any

from django.conf import settings

from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.taking_along.record import Record

PLATFORM = "Hamshahr"

# TeX's own characters. Braces become commands: BibTeX counts them, escaped or not.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{special: f"\\{special}" for special in "&%$#_"},
    }
)


def csl_of(record: Record) -> list[dict[str, Any]]:
    """Return a list of one CSL-JSON item, as citation managers import it."""
    case = record.experience
    item: dict[str, Any] = {
        "id": case.code,
        "type": "webpage",
        "title": one_line(case.title),
        "language": case.language,
        "container-title": PLATFORM,
        "publisher": publisher(),
        "issued": _date_parts(case),
        "URL": record.address,
        "abstract": one_line(case.summary),
        "keyword": ", ".join(record.topics),
        "note": _note(case),
    }
    return [{name: value for name, value in item.items() if value}]


def bibtex_of(record: Record) -> str:
    """Return one ``@online`` entry in UTF-8, whose key is the experience's code.

    What the texts hold of TeX's own characters is escaped, the address is left as it is
    (biblatex reads it verbatim). Titles stand in double braces, which keep their capitals.
    """
    case = record.experience
    date = f"{case.published_at:%Y-%m-%d}" if case.published_at else ""
    fields = {
        "title": f"{{{tex(case.title)}}}",
        "date": date,
        "year": date[:4],
        "organization": f"{{{tex(publisher())}}}",
        "url": record.address,
        "language": case.language,
        "keywords": ",".join(record.topics),
        "note": tex(_note(case)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{case.code},", *lines, "}", ""])


def publisher() -> str:
    """Return who publishes the library, as a citation names it."""
    return str(settings.ASSOCIATION or PLATFORM)


def _note(case: Experience) -> str:
    """Say where the case happened, under which licence it stands, and who has confirmed it."""
    parts = [
        f"Experience of {case.city.name} ({case.city.country})",
        f"true as of {case.true_as_of_year}" if case.true_as_of_year else "age not known",
        case.licence,
    ]
    if case.provenance == Experience.Provenance.COMPILED:
        parts.append("compiled from public sources, not confirmed by the city")
    if case.retired_at is not None:
        parts.append(f"retired on {case.retired_at:%Y-%m-%d}")
    return "; ".join(part for part in parts if part)


def _date_parts(case: Experience) -> dict[str, list[list[int]]]:
    if case.published_at is None:
        return {}
    day = case.published_at
    return {"date-parts": [[day.year, day.month, day.day]]}


def tex(text: str) -> str:
    """Return ``text`` on one line, with TeX's own characters escaped."""
    return one_line(text).translate(_TEX)


def one_line(text: str) -> str:
    """Return ``text`` without its line breaks."""
    return " ".join(text.split())
