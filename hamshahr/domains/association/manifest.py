"""What the association plugs into the commons."""

from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.own_data.parts import PersonalData, register_personal_data, rows_of
from hamshahr.domains.association import deeds, lost_factors
from hamshahr.domains.association.models import StatementRevision


def register() -> None:
    deeds.declare()
    lost_factors.declare()
    register_personal_data(
        PersonalData(
            "statements",
            gettext_lazy("Statements of the association that you wrote"),
            rows_of(
                StatementRevision, "written_by", "kind", "language", "number", "written_at", "text"
            ),
            covers=("association.StatementRevision.written_by",),
        )
    )
