"""The steps that make the full form of the snapshot."""

from django.utils.translation import gettext_lazy as _

from hamshahr.domains.experiences.content.choices import (
    CONDITIONS,
    COST_BANDS,
    DOCUMENT_KINDS,
    LICENCES,
    SUPPORT,
)
from hamshahr.domains.experiences.content.fields import FieldSpec, GroupSpec, Kind, Step
from hamshahr.domains.experiences.content.limits import (
    LONGEST_LINE,
    LONGEST_PROSE,
)

WHO = Step(
    "who",
    _("Who did it"),
    (
        FieldSpec("lead", Kind.LINE, _("In the lead"), most=LONGEST_LINE, translated=False),
        GroupSpec(
            "partners",
            _("Partners"),
            _("Partner"),
            (
                FieldSpec("name", Kind.LINE, _("Name"), needed=True, most=500, translated=False),
                FieldSpec("support", Kind.CHOICES, _("Kind of support"), most=5, choices=SUPPORT),
            ),
            most=20,
        ),
    ),
)
COST = Step(
    "cost",
    _("What it cost"),
    (
        FieldSpec("cost_band", Kind.CHOICE, _("About how much in all"), choices=COST_BANDS),
        FieldSpec("capital", Kind.NUMBER, _("To set up")),
        FieldSpec("running", Kind.NUMBER, _("To run, a year")),
        FieldSpec(
            "currency", Kind.CURRENCY, _("Currency"),
            _("Rial and toman are told apart: ten rials are one toman."),
        ),
        FieldSpec("cost_year", Kind.DATE, _("At the prices of")),
        FieldSpec("payer", Kind.LINE, _("Who paid"), most=500),
        FieldSpec("staff_months", Kind.NUMBER, _("Work of own staff, in person-months")),
        FieldSpec("months_to_result", Kind.NUMBER, _("Months to the first result")),
        FieldSpec("cost", Kind.PROSE, _("The cost in words"), most=2_000),
    ),
)  # fmt: skip
LEGAL = Step(
    "legal",
    _("What it rests on"),
    (
        FieldSpec(
            "legal_basis", Kind.PROSE, _("Legal and institutional basis"),
            _("Powers, permits, how it was procured."), most=LONGEST_PROSE,
        ),
    ),
)  # fmt: skip
CONDITIONS_STEP = Step(
    "conditions",
    _("What it takes elsewhere"),
    (
        GroupSpec(
            "conditions",
            _("Conditions"),
            _("Condition"),
            (
                FieldSpec(
                    "kind", Kind.CHOICE, _("How it matters"), needed=True, choices=CONDITIONS
                ),
                FieldSpec("text", Kind.LINE, _("Condition"), needed=True, most=500),
            ),
            most=12,
        ),
        FieldSpec("conditions_words", Kind.PROSE, _("In words"), most=LONGEST_PROSE, asked=False),
    ),
)
PICTURES = Step(
    "pictures",
    _("Pictures"),
    (
        GroupSpec(
            "pictures",
            _("Pictures"),
            _("Picture"),
            (
                FieldSpec("file", Kind.FILE, _("File"), needed=True),
                FieldSpec(
                    "alt", Kind.LINE, _("What it shows, for who cannot see it"), needed=True,
                    most=500,
                ),
                FieldSpec("caption", Kind.LINE, _("Caption"), most=500),
                FieldSpec(
                    "credit", Kind.LINE, _("Photographer or owner"), most=LONGEST_LINE,
                    translated=False,
                ),
                FieldSpec("shows_people", Kind.FLAG, _("People can be recognised")),
                FieldSpec(
                    "consent", Kind.LINE, _("Who agreed to be shown, when and how"),
                    _("Kept with the picture and never published."), most=500, translated=False,
                    published=False,
                ),
            ),
            most=8,
        ),
    ),
)  # fmt: skip
_DOCUMENT_FIELDS = (
    FieldSpec("file", Kind.FILE, _("File"), needed=True),
    FieldSpec("title", Kind.LINE, _("Title"), needed=True, most=LONGEST_LINE),
    FieldSpec("kind", Kind.CHOICE, _("Kind"), choices=DOCUMENT_KINDS),
    FieldSpec("licence", Kind.CHOICE, _("Licence"), needed=True, choices=LICENCES),
)
DOCUMENTS = Step(
    "documents",
    _("Documents"),
    (
        GroupSpec(
            "documents", _("Documents"), _("Document"), _DOCUMENT_FIELDS, most=12,
            hint=_("A bye-law, a tender, data: what a colleague would ask for first."),
        ),
    ),
)  # fmt: skip
MEMBERS = Step(
    "members",
    _("For members only"),
    (
        FieldSpec(
            "members_words", Kind.PROSE, _("What you tell members only"),
            _("Read by signed-in people of member cities; never by search engines."),
            most=LONGEST_PROSE, translated=False,
        ),
        GroupSpec(
            "members_documents", _("Documents for members only"), _("Document"), _DOCUMENT_FIELDS,
            most=12,
        ),
    ),
    members_only=True,
)  # fmt: skip
SOURCES = Step(
    "sources",
    _("Sources, awards, links"),
    (
        GroupSpec(
            "sources",
            _("Sources"),
            _("Source"),
            (
                FieldSpec("title", Kind.LINE, _("Title"), needed=True, most=500, translated=False),
                FieldSpec("url", Kind.URL, _("Address"), most=2_000),
                FieldSpec("publisher", Kind.LINE, _("Publisher"), most=500, translated=False),
                FieldSpec("year", Kind.DATE, _("Year")),
            ),
            most=30,
        ),
        GroupSpec(
            "awards",
            _("Awards"),
            _("Award"),
            (
                FieldSpec("name", Kind.LINE, _("Name"), needed=True, most=300, translated=False),
                FieldSpec("year", Kind.DATE, _("Year")),
                FieldSpec("url", Kind.URL, _("Address"), most=2_000),
            ),
            most=10,
        ),
        GroupSpec(
            "links",
            _("Links"),
            _("Link"),
            (
                FieldSpec("title", Kind.LINE, _("Title"), needed=True, most=300, translated=False),
                FieldSpec("url", Kind.URL, _("Address"), needed=True, most=2_000),
            ),
            most=10,
        ),
        FieldSpec("similar", Kind.CASES, _("Experiences like this one"), most=10),
    ),
)
