"""The page of one experience, put together."""

from dataclasses import replace

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.addresses import report_url
from hamshahr.commons.moderation.models import Ground
from hamshahr.commons.translating.shown import Mark
from hamshahr.commons.translation import reading
from hamshahr.domains.experiences import queries, wording
from hamshahr.domains.experiences.cards import card
from hamshahr.domains.experiences.content.reading_time import minutes_to_read
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.goals import goal_tag
from hamshahr.domains.experiences.looking_up import around_of, translations
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.page_regions import ExperiencePage, Reading
from hamshahr.domains.experiences.regions import ExperienceHead, SharingPicture, Similar
from hamshahr.domains.experiences.revisions.citing import identifier_address
from hamshahr.domains.experiences.sections.around import Around
from hamshahr.domains.experiences.sections.composing import facts_of, sections_of
from hamshahr.domains.experiences.sections.parts import Said
from hamshahr.domains.experiences.taking_along.forms import FORMS
from hamshahr.kernel.addresses import public_address


def experience_page(
    code: str, language: str, *, by: User | None, original: bool = False
) -> ExperiencePage | None:
    """Return all that the page of an experience shows, worded in ``language``.

    ``None`` alike where it is not there or not for ``by``. ``original``: nothing translated.
    """
    case = queries.case(code, by=by)
    if case is None:
        return None
    shown, similar = queries.with_similar(case.pk, language, by=by)
    content = case.content()
    around = around_of(case, content, language, original=original)
    title = around.said(content, "title") or around.own("")
    return ExperiencePage(
        head=_exactly(shown, content, language),
        title=title,
        headline=around.said(content, "headline"),
        picture=_picture(case, shown, language),
        reading=_reading(case, content, around, shown.url, original=original),
        sections=sections_of(content, around),
        facts=facts_of(content, around),
        evidence_reason=case.revision.evidence_reason if case.revision else "",
        sdgs=tuple(goal_tag(goal) for goal in case.sdgs),
        licence=case.licence,
        rights_holder=case.rights_holder,
        is_compiled=case.provenance == Experience.Provenance.COMPILED,
        is_retired=case.state == Experience.State.RETIRED,
        provenance=provenance(case, language),
        minutes=minutes_to_read(content),
        revision=case.revision.number if case.revision else None,
        published=case.published_at,
        citation=citation(case, title, shown, language),
        identifier=identifier_address(case.revision.pk if case.revision else case.pk),
        ask_urls=_ask_urls(case.code),
        files={form: reverse(f"experiences:{form}", args=[case.code]) for form in FORMS},
        members=case.members_layer,
        members_url=reverse("experiences:members", args=[case.code]),
        embedding=_embedding(case.code, title),
        is_original=original,
        similar=tuple(Similar(head=other, shared=_shared(shown, other)) for other in similar),
    )


def _exactly(head: ExperienceHead, content: Content, language: str) -> ExperienceHead:
    """Return a head with its dates as exactly as the case tells them; lists know their years."""
    as_of = content.text("true_as_of")
    return replace(
        head,
        period=wording.exact_period(content.text("start"), content.text("end"), language),
        true_as_of=wording.exact_true_as_of(as_of, content.year("true_as_of") or 0, language),
    )


def provenance(case: queries.CaseRecord, language: str) -> str:
    """Return who tells a case, and who has confirmed it when, in a sentence."""
    if case.provenance == Experience.Provenance.COMPILED:
        return _("Compiled from public sources. The city has not confirmed it.")
    day = reading.day(case.confirmed_on, language) if case.confirmed_on else ""
    if case.revision is None:
        if not day:
            return _("Compiled from public sources and confirmed by the city.")
        return _("Compiled from public sources; the city confirmed it on %(day)s.") % {"day": day}
    if not day:
        return _("Told by the city.")
    return _("Told by the city, which confirmed it last on %(day)s.") % {"day": day}


def citation(case: queries.CaseRecord, title: Said, shown: ExperienceHead, language: str) -> str:
    """Return how a case is cited: city, title as it was written, day of publication, licence."""
    original = title.original or title
    day = case.revision.published_at if case.revision else case.published_at
    published = reading.day(day, language) if day else ""
    if case.revision is not None:
        number = reading.number(case.revision.number, language)
        published = _("%(day)s (revision %(number)s)") % {"day": published, "number": number}
    return _("%(city)s, “%(title)s”, Hamshahr, %(date)s, %(licence)s.") % {
        "city": shown.city,
        "title": original.text,
        "date": published,
        "licence": case.licence,
    }


def _reading(
    case: queries.CaseRecord, content: Content, around: Around, url: str, *, original: bool
) -> Reading:
    """Say in which language the case is read, and lead to the other."""
    name = around.written_in.name_in(around.page.code)
    if original:
        there = translations(case, content, around.page.code)
        return Reading(
            is_translated=False,
            sentence="",
            other_url=url if there else "",
            other=_("Read it in translation"),
        )
    if not around.translated:
        return Reading(is_translated=False, sentence="", other_url="", other="")
    marks = {one.mark for one in around.translated.values()}
    is_all_checked = marks == {Mark.CHECKED} and len(around.translated) == sum(
        1 for _each in content.prose()
    )
    words = (
        _("You read a translation from %(language)s that people have checked.")
        if is_all_checked
        else _("You read a translation from %(language)s. Each text says how far it was checked.")
    )
    return Reading(
        is_translated=True,
        sentence=words % {"language": name},
        other_url=f"{url}?original=1",
        other=_("Read the original"),
    )


def _ask_urls(code: str) -> dict[str, str]:
    return {
        "claim": reverse("experiences:ask", args=[code, "claim"]),
        "correct": report_url(KIND, code, ground=Ground.MISTAKE),
        "report": report_url(KIND, code),
    }


def _embedding(code: str, title: Said) -> str:
    """Return what another site copies into its page: a frame, and nothing that runs."""
    address = public_address(reverse("experiences:embed", args=[code]))
    return format_html(
        '<iframe src="{}" title="{}" lang="{}" width="480" height="280" loading="lazy"></iframe>',
        address,
        title.text,
        title.language.code,
    )


def _shared(one: ExperienceHead, other: ExperienceHead) -> str:
    mine = {topic.label for topic in one.topics}
    both = [topic.label for topic in other.topics if topic.label in mine]
    if both:
        return _("Same topics: %(topics)s") % {"topics": _(", ").join(both)}
    return _("A similar problem")


def _picture(case: queries.CaseRecord, shown: ExperienceHead, language: str) -> SharingPicture:
    drawn = card(case, shown, language)
    return SharingPicture(
        url=public_address(f"{reverse('experiences:card', args=[case.code])}?v={drawn.version()}"),
        alt=_("%(city)s, %(country)s: %(title)s")
        % {"city": shown.city, "country": shown.country, "title": drawn.title.said},
    )
