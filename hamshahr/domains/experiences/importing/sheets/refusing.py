"""Why a file cannot be read as a sheet, and what to do, in the language of who sent it."""

from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.importing.sheets.tables import MOST_BYTES, MOST_COLUMNS, MOST_ROWS

_SENTENCES = {
    "old excel": _(
        "This is a workbook of an old Excel, or one with a password. Open it, save it as an Excel "
        "workbook (.xlsx) without a password, and send that."
    ),
    "binary excel": _(
        "This is a binary Excel workbook (.xlsb). Open it, save it as an Excel workbook (.xlsx), "
        "and send that."
    ),
    "ods": _(
        "This is an OpenDocument sheet (.ods). Open it in LibreOffice, choose “Save as” and the "
        "type Excel 2007–365 (.xlsx), and send that."
    ),
    "no sheet": _("This is no spreadsheet. Send an Excel workbook (.xlsx) or a CSV file (.csv)."),
    "broken": _(
        "The workbook is damaged and cannot be read. Open it, save it anew, and send that."
    ),
    "too big inside": _(
        "Unpacked, the workbook is far larger than a list of experiences. Take out pictures and "
        "sheets that are not needed, and send it again."
    ),
    "unsafe": _(
        "The workbook holds instructions that no sheet needs (XML declarations). Copy the rows "
        "into a new workbook, and send that."
    ),
    "empty": _("The sheet is empty. Choose another sheet, or send another file."),
    "too many rows": _(
        "The sheet has more than %(rows)s rows. Split it into several files, and send one after "
        "the other."
    ),
    "too many columns": _(
        "The sheet has more than %(columns)s columns. Take out those that are not to be imported, "
        "and send it again."
    ),
    "encoding": _("The file cannot be read in this encoding. Choose another one."),
    "quote": _(
        "A quotation mark near line %(line)s is not closed, so that the rest of the file is taken "
        "for one cell. Close it, and send the file again."
    ),
    "too big": _("The file is larger than %(megabytes)s megabytes. Split it into several files."),
    "too many kept": _(
        "You have sent many sheets already. Discard those that you no longer need, and send this "
        "one again."
    ),
    "no such row": _("The sheet has no row of this number."),
    "no such sheet": _("The workbook has no sheet of this name."),
}


class CannotRead(ValueError):
    """A file that is not read as a sheet; ``str()`` says why and what to do, in her language."""

    def __init__(self, why: str, *, line: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.line = line

    def __str__(self) -> str:
        language = active_language()
        return str(_SENTENCES[self.why]) % {
            "rows": number(MOST_ROWS, language),
            "columns": number(MOST_COLUMNS, language),
            "megabytes": number(MOST_BYTES // 1024**2, language),
            "line": number(self.line, language),
        }
