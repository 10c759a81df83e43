"""Looking up what the content of a case points at: a fixed number of questions, however much."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.links.queries import unreachable_among
from hamshahr.commons.translating.shown import Translated, translated
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences.broken_links import not_reachable
from hamshahr.domains.experiences.content.choosing_indicators import indicator_labels
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.holding import MEMBERS, PUBLIC, files_in
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience, MembersLayer
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.queries import CaseRecord
from hamshahr.domains.experiences.regions import ExperienceHead
from hamshahr.domains.experiences.sections.around import Around
from hamshahr.domains.experiences.sections.parts import Entry, Said
from hamshahr.domains.network.models import City
from hamshahr.domains.network.own_words.telling import mailbox_line, mailboxes_of


def around_of(case: CaseRecord, content: Content, language: str, *, original: bool) -> Around:
    """Return what stands around the content of a case for a reader of ``language``.

    ``original``: nothing is translated, even where a translation is known.
    """
    is_compiled = case.provenance == Experience.Provenance.COMPILED
    return Around(
        page=language_of(language),
        written_in=language_of(case.language),
        unknown=_("not known") if is_compiled else _("not told"),
        indicators=indicator_labels(),
        is_markdown=case.revision is not None,
        translated={} if original else translations(case, content, language),
        files=files_in(content, PUBLIC, case.pk),
        cases=_cases(content.codes("similar"), language, original=original),
        troubles=_troubles(content, language),
        mailbox=_mailbox(case, content.text("contact"), language),
    )


def translations(case: CaseRecord, content: Content, language: str) -> Mapping[str, Translated]:
    """Return the translated texts of a case by path."""
    if language == case.language:
        return {}
    return translated(KIND, case.pk, [path for path, _text in content.prose()], language)


def _troubles(content: Content, language: str) -> dict[str, str]:
    """Return why some of the addresses of the web cannot be reached, by address."""
    groups = ("sources", "awards", "links")
    urls = [item.text("url") for group in groups for item in content.items(group)]
    broken = unreachable_among([url for url in urls if url])
    return {url: not_reachable(one, language) for url, one in broken.items()}


def _cases(
    codes: Collection[str], language: str, *, original: bool, by: User | None = None
) -> dict[str, Entry]:
    """Return those of the experiences that anybody may see, as entries by their codes."""
    if not codes:
        return {}
    ids = visible_to(by).filter(code__in=codes).values_list("pk", flat=True)
    return {
        head.code: Entry(
            _title_of(head, original=original),
            head.url,
            (Said(head.city, language_of(language)),),
            is_ours=True,
        )
        for head in heads(list(ids), language, by=by).values()
    }


def _title_of(head: ExperienceHead, *, original: bool) -> Said:
    written = Said(head.title, head.language, "title")
    there = None if original else head.translated
    return Said(there.text, there.language, "title", there.made, written) if there else written


def _mailbox(case: CaseRecord, pk: str, language: str) -> Entry | None:
    """Return the mailbox of an office; ``None`` where it is gone, or is somebody's own by now."""
    if not pk:
        return None
    found = mailboxes_of(City(pk=case.city_id)).filter(pk=pk).first()
    line = found and mailbox_line(found, language)
    if not line or line.is_withheld:
        return None
    page = language_of(language)
    as_of = _("as of %(day)s") % {"day": line.as_of}
    notes = (Said(line.label, line.language, "contact"), Said(as_of, page))
    return Entry(Said(line.email, page), f"mailto:{line.email}", notes, is_ours=True)


def around_members(case: CaseRecord, layer: MembersLayer, language: str) -> Around:
    """Return what stands around the layer for members, which nobody translates."""
    return Around(
        page=language_of(language),
        written_in=language_of(layer.language),
        unknown="",
        files=files_in(Content(layer.content), MEMBERS, case.pk),
    )
