"""The dry run says what would happen, writes nothing, and is what then happens."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hamshahr.commons.search.models import SearchDocument
from hamshahr.domains.experiences.importing.sheets import keeping, opening, receiving, working
from hamshahr.domains.experiences.importing.sheets.access import may_see_sheet, sheets_visible_to
from hamshahr.domains.experiences.importing.sheets.keeping import (
    ChangedMeanwhile,
    change_plan,
    discard_sheet,
    erase_old_sheets,
    terms_of,
)
from hamshahr.domains.experiences.importing.sheets.receiving import (
    ReadAs,
    keep_sheet,
    read_again,
    read_otherwise,
    read_sheet,
)
from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.returning import returned_rows, trial_list
from hamshahr.domains.experiences.models import Experience, Revision, SheetImport, SheetMapping
from hamshahr.domains.network.models import City
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, CLAIRE, FATEMEH, LEILA
from tests.importing.sheets.workbooks import CABLE, SIGNALS, cases

pytestmark = pytest.mark.django_db

NO_CITY = ("بدون شهر", "شهرستان خیالی", "ایران", "", "", "", "")
NO_YEAR = ("سال نادرست", "شیراز", "ایران", "دیروز", "", "", "")


def outcomes(sheet):
    return {row.number: row.outcome for row in sheet.rows.all()}


def told(sheet, number):
    return sheet.rows.get(number=number).told


def returned(sheet):
    text = "".join(returned_rows(sheet, "en"))
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_trial_says_what_would_happen_and_writes_nothing_of_it(office):
    before = Experience.objects.count(), City.objects.count(), SearchDocument.objects.count()
    sheet = office.tried(SIGNALS, CABLE, NO_CITY)

    assert outcomes(sheet) == {2: "new", 3: "new", 4: "mistake"}
    assert (sheet.found["new"], sheet.found["mistake"]) == (2, 1)
    assert before == (
        Experience.objects.count(),
        City.objects.count(),
        SearchDocument.objects.count(),
    )


def test_a_mistake_names_its_cell_its_value_and_what_to_do(office):
    sheet = office.tried(NO_YEAR)
    (mistake,) = told(sheet, 2)["mistakes"]

    assert (mistake["column"], mistake["field"]) == ("D", "start_year")
    assert mistake["value"] == "دیروز"
    assert returned(sheet)[1][-1].startswith(
        "column D, Year it began “دیروز”: This is not one year"
    )


def test_years_that_were_converted_are_shown(office):
    assert office.tried(SIGNALS).found["years"] == [[1398, 2019]]


def test_cities_that_would_be_placed_newly_are_named(office):
    sheet = office.tried(("x", "Ushuaia", "AR", "", "", "", ""))

    assert sheet.found["new_cities"] == ["Ushuaia (AR)"]


def test_a_name_of_several_cities_offers_them_to_choose_from(office):
    sheet = office.tried(("x", "Springfield", "US", "", "", "", ""))
    (asked,) = sheet.found["unknown"]["cities"]
    assert (asked["shown"], asked["country"]) == ("Springfield", "US")

    chosen = asked["among"][1][0]
    plan = office.plan(sheet, values={"cities": {"springfield us": str(chosen)}})
    change_plan(
        sheet=sheet, plan=plan, terms=terms_of(sheet), based_on=sheet.version, by=office.awa
    )
    sheet = office.accept(office.again(sheet))
    assert Experience.objects.get(title="x").city.geonames_id == chosen


def test_a_topic_that_is_not_known_is_asked_about_once_for_all_rows(office):
    rows = [(f"x{turn}", "شیراز", "ایران", "", "ترافیک خیلی هوشمند", "", "") for turn in range(3)]
    (asked,) = office.tried(*rows).found["unknown"]["topics"]

    assert (asked["shown"], asked["rows"]) == ("ترافیک خیلی هوشمند", 3)


def test_what_looks_like_an_experience_that_is_there_is_told(office):
    office.accept(office.tried(SIGNALS))
    sheet = office.tried(("چراغ‌های هماهنگ در شب", *SIGNALS[1:]))

    assert [title for _code, title in told(sheet, 2)["alike"]] == ["چراغ‌های هماهنگ"]
    assert sheet.found["alike"] == 1


def test_a_sheet_that_was_mended_changes_only_what_changed(office):
    office.accept(office.tried(SIGNALS, CABLE))
    sheet = office.tried(SIGNALS, (*CABLE[:-1], "Escaleras nuevas."))

    assert outcomes(sheet) == {2: "unchanged", 3: "changed"}
    assert told(sheet, 3)["changes"] == [["summary", "Escaleras techadas.", "Escaleras nuevas."]]
    done = office.accept(sheet)
    assert done.found["written"] == {"new": 0, "changed": 1, "unchanged": 1}


def test_what_a_sheet_replaces_stays_readable_and_is_nobodys_confirmation(office, client):
    office.accept(office.tried(CABLE))
    office.accept(office.tried((*CABLE[:-1], "Escaleras nuevas.")))
    (before,) = Revision.objects.select_related("experience")
    shown = client.get(f"/en/experiences/{before.experience.code}/revisions/1/").text

    assert before.content["summary"] == "Escaleras techadas."
    assert "Escaleras techadas." in shown
    assert "compiled from public sources, not confirmed by the city" in shown


def test_what_was_tried_is_what_is_written_and_recorded_with_the_files_name(office):
    sheet = office.accept(office.tried(SIGNALS, CABLE, name="پروژه‌ها.xlsx"))

    assert sheet.state == SheetImport.State.DONE
    kept = Experience.objects.get(title="چراغ‌های هماهنگ")
    assert (kept.start_year, kept.status, kept.provenance) == (2019, "ongoing", "compiled")
    record = AuditRecord.objects.filter(deed="experiences.import").first()
    assert (record.actor_id, record.object_id) == (office.awa.pk, "پروژه‌ها.xlsx")
    assert record.details["new"] == 2


def test_acceptance_does_what_the_trial_of_every_kind_of_row_said(office):
    office.accept(office.tried(SIGNALS, CABLE))
    twice = ("تازه", "شیراز", "ایران", "", "", "", "")
    sheet = office.tried(SIGNALS, (*CABLE[:-1], "Escaleras nuevas."), twice, twice, NO_YEAR)
    said = {row.code: row.outcome for row in sheet.rows.exclude(outcome="mistake")}
    assert list(outcomes(sheet).values()) == ["unchanged", "changed", "new", "mistake", "mistake"]

    done = office.accept(sheet, only_good=True)
    assert done.found["written"] == {"new": 1, "changed": 1, "unchanged": 1}
    assert done.found["left_out"] == 2
    assert set(Experience.objects.filter(code__in=said).values_list("code", flat=True)) == set(said)
    assert [row[0] for row in returned(done)[1:]] == ["تازه", "سال نادرست"]


def test_what_the_library_has_got_since_the_trial_is_not_changed_by_it(office):
    sheet, same = office.tried(SIGNALS), office.tried((*SIGNALS[:-1], "خلاصه‌ای دیگر"))
    office.accept(same)

    assert (office.accept(sheet).state, office.accept(office.again(sheet)).state) == (
        "read",
        "done",
    )
    summaries = Revision.objects.values_list("content__summary", flat=True)
    assert list(summaries) == ["خلاصه‌ای دیگر"]  # only what she had seen before and after


def test_with_a_mistake_nothing_is_imported_unless_the_good_rows_are_asked_for(office):
    sheet = office.tried(SIGNALS, NO_YEAR)
    assert office.accept(sheet).fault == "refused"
    assert not Experience.objects.filter(title=SIGNALS[0]).exists()

    done = office.accept(office.again(sheet), only_good=True)
    assert done.found["written"]["new"] == 1
    assert done.found["left_out"] == 1


def test_rows_left_out_come_back_mended_are_known_again_and_go_in(office):
    done = office.accept(office.tried(SIGNALS, NO_YEAR), only_good=True)
    heads, row = returned(done)
    assert heads[-1] == "What is wrong"

    row[3] = "1400"
    mended = "\n".join(",".join(f'"{cell}"' for cell in one) for one in (heads, row))
    again = office.tried(content=mended.encode(), name="mended.csv")
    assert outcomes(again) == {2: "new"}
    assert office.accept(again).found["written"]["new"] == 1


def test_a_file_that_goes_back_computes_nothing(office):
    row = ("=HYPERLINK(1)", "شیراز", "ایران", "دیروز", "", "", "@cmd")
    content = "\n".join(",".join(each) for each in (SIGNALS_HEADS, row)).encode()
    sheet = office.tried(content=content, name="evil.csv")

    assert returned(sheet)[1][0] == "'=HYPERLINK(1)"
    assert "'=HYPERLINK(1)" in "".join(trial_list(sheet, "en"))


SIGNALS_HEADS = ("عنوان پروژه", "شهر", "کشور", "سال شروع", "موضوع", "وضعیت", "خلاصه")


def test_the_words_of_a_mistake_are_those_of_the_reader(office):
    sheet = office.tried(NO_CITY)

    assert "".join(returned_rows(sheet, "fa")) != "".join(returned_rows(sheet, "en"))


def test_what_columns_mean_is_remembered_for_the_next_sheet_with_these_headings(office):
    heads = ("A", "B", "C", "D")
    sheet = office.send(("Signals", "شیراز", "IR", "fa"), headings=heads)
    columns = [
        {"heading": key, "to": to, "separator": ""}
        for key, to in zip("abcd", ("title", "city", "country_iso2", "language"), strict=True)
    ]
    change_plan(
        sheet=sheet, plan=office.plan(sheet, columns=columns), terms=terms_of(sheet),
        name="The yearly list", based_on=sheet.version, by=office.awa,
    )  # fmt: skip

    again = office.tried(("IR", "fa", "Other", "شیراز"), headings=("C", "D", "A", "B"))
    assert outcomes(again) == {2: "new"}
    assert SheetMapping.objects.get(name="The yearly list").kept_by == office.awa


def test_a_plan_that_somebody_changed_meanwhile_is_not_overwritten(office):
    sheet = office.send(SIGNALS)
    said = {"sheet": sheet, "plan": office.plan(sheet), "terms": terms_of(sheet), "by": office.awa}
    change_plan(**said, based_on=sheet.version)

    with pytest.raises(ChangedMeanwhile):
        change_plan(**said, based_on=sheet.version)


def test_a_trial_of_another_plan_is_not_accepted(office):
    sheet = office.tried(SIGNALS)
    change_plan(
        sheet=sheet, plan=office.plan(sheet), terms=terms_of(sheet), based_on=sheet.version,
        by=office.awa,
    )  # fmt: skip

    with pytest.raises(ChangedMeanwhile):
        office.accept(sheet)


def test_what_two_people_accept_at_once_is_imported_once(office):
    sheet = office.tried(SIGNALS)
    office.accept(sheet, by=FATEMEH.serving())

    with pytest.raises(ChangedMeanwhile):
        office.accept(sheet)


def test_a_row_of_what_the_city_has_confirmed_is_refused_with_a_sentence(office):
    office.accept(office.tried(SIGNALS))
    Experience.objects.filter(title=SIGNALS[0]).update(provenance="city")
    sheet = office.tried((*SIGNALS[:-1], "خلاصه‌ای دیگر"))

    assert [one["code"] for one in told(sheet, 2)["mistakes"]] == ["citys_own"]


def test_long_work_goes_to_the_queue_and_is_done_there(office, monkeypatch):
    monkeypatch.setattr(working, "AT_ONCE", 1)
    sheet = office.tried(SIGNALS, CABLE)
    assert (sheet.state, len(office.later)) == (SheetImport.State.TRYING, 1)

    working.try_sheet(sheet, office.awa)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.done, sheet.total) == (SheetImport.State.TRIED, 2, 2)
    office.accept(sheet)
    working.bring_in(sheet, office.awa, only_good=False)
    assert Experience.objects.filter(title=SIGNALS[0]).exists()


def test_a_large_workbook_is_read_by_the_queue_and_by_nothing_after_it(office, monkeypatch):
    monkeypatch.setattr(opening, "_QUICKLY_READ", 0)
    sheet = office.send(SIGNALS, CABLE)
    assert (sheet.state, office.later) == ("reading", [(sheet.pk, ReadAs())])
    with pytest.raises(ChangedMeanwhile):
        office.again(sheet)

    read_sheet(sheet, ReadAs())
    sent = AuditRecord.objects.get(deed="experiences.keep_sheet")
    assert (sent.actor_id, sent.details["rows"]) == (office.awa.pk, 2)
    SheetImport.objects.update(content=b"read no more")
    done = office.accept(office.again(sheet))
    assert (done.total, done.found["written"]["new"]) == (2, 2)


def test_another_sheet_that_cannot_be_read_leaves_what_was_read_before(office, monkeypatch):
    monkeypatch.setattr(opening, "_QUICKLY_READ", 0)
    sheet = office.send(SIGNALS)
    read_sheet(sheet, ReadAs())
    read_otherwise(sheet=sheet, read_as=ReadAs("Other"), by=office.awa, later=print)
    sheet.refresh_from_db()
    read_sheet(sheet, ReadAs("Other"))

    sheet.refresh_from_db()
    assert (sheet.state, sheet.fault, sheet.sheet) == ("read", "no such sheet", "Sheet")
    assert office.again(sheet).found["new"] == 1


def test_reading_that_was_broken_off_is_begun_again_on_request(office, monkeypatch):
    monkeypatch.setattr(opening, "_QUICKLY_READ", 0)
    sheet = office.send(SIGNALS)
    with pytest.raises(ChangedMeanwhile):
        read_again(sheet=sheet, by=office.awa, later=print)

    monkeypatch.setattr(receiving, "open_sheet", lambda *_file, **_said: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read_sheet(sheet, ReadAs())
    read_again(sheet=sheet, by=office.awa, later=lambda *work: office.later.append(work))
    assert [pk for pk, _read_as in office.later] == [sheet.pk, sheet.pk]


def test_work_that_was_broken_off_may_be_begun_again_after_a_while(office, monkeypatch):
    monkeypatch.setattr(working, "AT_ONCE", 1)
    sheet = office.tried(SIGNALS, CABLE)
    with pytest.raises(ChangedMeanwhile):
        office.again(sheet)

    SheetImport.objects.update(moved_at=timezone.now() - keeping.STANDS_STILL * 2)
    office.again(sheet)
    assert len(office.later) == 2


def test_an_import_is_broken_off_when_it_writes_no_longer_and_not_because_it_writes_for_long(
    office, monkeypatch
):
    sheet = office.tried(SIGNALS)

    def late(*_done):
        SheetImport.objects.update(moved_at=timezone.now() - keeping.STANDS_STILL * 2)
        with pytest.raises(ChangedMeanwhile):
            office.accept(sheet)
        raise ZeroDivisionError

    monkeypatch.setattr(working, "_require_as_tried", late)  # asked when all of it is written
    with pytest.raises(ZeroDivisionError):
        office.accept(sheet)
    monkeypatch.undo()

    lost = timezone.now() - keeping.STANDS_STILL * 2
    SheetImport.objects.update(state="importing", moved_at=lost)  # as its process left it
    assert office.accept(sheet).state == "done"


def test_a_sheet_is_seen_by_whoever_sent_it_and_by_the_office_alone(office):
    claire = CLAIRE.serving()
    hers, theirs = office.send(SIGNALS, by=claire), office.send(SIGNALS)

    assert set(sheets_visible_to(claire)) == {hers}
    assert set(sheets_visible_to(AWA.serving())) == {hers, theirs}
    assert not may_see_sheet(claire, theirs)
    assert not sheets_visible_to(LEILA.serving()).exists()
    with pytest.raises(PermissionDenied):
        discard_sheet(sheet=theirs, by=claire)


def test_who_may_not_import_may_not_send(office):
    with pytest.raises(PermissionDenied):
        keep_sheet(name="a.xlsx", content=cases(SIGNALS), by=LEILA.serving(), later=print)


def test_a_file_that_is_too_big_and_one_sheet_too_many_are_refused(office, monkeypatch):
    with pytest.raises(CannotRead) as refused:
        office.send(content=b"x" * (receiving.MOST_BYTES + 1))
    assert refused.value.why == "too big"
    monkeypatch.setattr(receiving, "_MOST_KEPT", 1)
    office.send(SIGNALS)
    with pytest.raises(CannotRead):
        office.send(SIGNALS)


def test_what_all_was_imported_is_kept_no_longer_and_the_rest_for_a_week(office):
    whole = office.accept(office.tried(SIGNALS))
    assert (bytes(whole.content), bytes(whole.table)) == (b"", b"")

    SheetImport.objects.update(kept_at=timezone.now() - keeping.KEPT_FOR * 2)
    assert erase_old_sheets() == 1
    assert not SheetImport.objects.exists()
