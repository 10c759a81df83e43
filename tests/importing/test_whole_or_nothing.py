"""An import is whole or nothing, and doing it again changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.search.models import SearchDocument, SearchWord
from hamshahr.domains.experiences.importing.action import ImportRefused, import_experiences
from hamshahr.domains.experiences.models import Experience, Result, Source
from hamshahr.domains.network.models import City
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import DAKAR, LEILA, MEDELLIN, SHIRAZ, bare_line, cable_car, line, many_lines

pytestmark = pytest.mark.django_db


def _told() -> tuple[int, ...]:
    """Count all that an import may write."""
    models = (Experience, Result, Source, City, SearchDocument, SearchWord, AuditRecord)
    return tuple(model._default_manager.count() for model in models)


def test_a_line_becomes_an_experience_with_all_that_it_says(desk):
    desk.bring_in(line())

    case = Experience.objects.get(code="shiraz-night-signals")
    assert case.city.geonames_id == SHIRAZ.geonames_id
    assert (case.language, case.status, case.start_year) == ("fa", "ongoing", 2019)
    assert case.title == "چراغ‌های راهنمایی هماهنگ در شب"
    assert case.sdgs == [9, 11]
    assert case.partners == ["پلیس راهور"]
    assert case.true_as_of_year == 2022
    assert case.evidence_level is None
    assert [link.topic_id for link in case.topic_links.all()] == ["smart-traffic"]
    (result,) = case.results.all()
    assert (result.before, result.after, result.unit) == ("40", "25", "ثانیه")
    assert result.source == case.sources.get()
    assert result.source.url == "https://shiraz.example/signals"


def test_a_line_may_say_no_more_than_it_must(desk):
    desk.bring_in(bare_line())

    case = Experience.objects.get(code="dakar-gutters")
    assert (case.status, case.start_year, case.summary) == ("unknown", None, "")
    assert not case.results.exists()


def test_nulls_everywhere_mean_not_known(desk):
    optional = set(line()) - set(bare_line())
    desk.bring_in(bare_line(**dict.fromkeys(optional)))

    case = Experience.objects.get(code="dakar-gutters")
    assert (case.status, case.partners, case.sdgs, case.cost) == ("unknown", [], [], "")


def test_nulls_inside_results_and_sources_mean_not_known(desk):
    desk.bring_in(
        bare_line(
            results=[
                {
                    "indicator": "mètres curés",
                    "value": None,
                    "before": None,
                    "after": None,
                    "unit": None,
                    "year": None,
                    "source": None,
                    "target": None,
                }
            ],
            sources=[{"title": "Bulletin", "url": None, "publisher": None, "year": None}],
        )
    )

    assert Result.objects.get(experience__code="dakar-gutters").value == ""
    assert Source.objects.get(experience__code="dakar-gutters").url == ""


def test_fields_that_the_form_does_not_know_are_passed_over(desk):
    desk.bring_in(bare_line(verified=True, note={"by": "Awa"}, sources=[{"title": "B", "seen": 1}]))

    assert Experience.objects.filter(code="dakar-gutters").exists()


def test_the_same_file_again_changes_nothing(desk):
    first = desk.bring_in(line(), cable_car())
    before = _told(), list(Experience.objects.order_by("pk").values())
    again = desk.bring_in(line(), cable_car())

    assert (first.new, first.changed, first.unchanged) == (2, 0, 0)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    (*counts, audits), cases = before
    assert _told() == (*counts, audits + 1)
    assert list(Experience.objects.order_by("pk").values()) == cases


def test_the_order_of_fields_is_no_change(desk):
    desk.bring_in(line())
    again = desk.bring_in(dict(reversed(line().items())))

    assert (again.changed, again.unchanged) == (0, 1)


def test_a_changed_line_changes_its_experience_and_keeps_its_name_and_date(desk):
    desk.bring_in(line())
    before = Experience.objects.get(code="shiraz-night-signals")
    written = desk.bring_in(line(title="چراغ‌های تازه", results=[], topics=["on-street parking"]))

    after = Experience.objects.get(code="shiraz-night-signals")
    assert (written.new, written.changed) == (0, 1)
    assert after.pk == before.pk
    assert after.published_at == before.published_at
    assert after.title == "چراغ‌های تازه"
    assert not after.results.exists()
    assert [link.topic_id for link in after.topic_links.all()] == ["parking-streets"]


def test_a_changed_line_changes_the_words_that_find_it(desk):
    desk.bring_in(bare_line(title="Un quokkamobile"))
    desk.bring_in(bare_line(title="Un wombatmobile"))

    held = dict(
        SearchWord.objects.filter(word__in=["quokkamobile", "wombatmobile"]).values_list(
            "word", "documents"
        )
    )
    assert held == {"wombatmobile": 1}
    document = SearchDocument.objects.get(code="dakar-gutters")
    assert document.title == "Un wombatmobile"


def test_a_line_that_moves_to_another_city_belongs_there(desk):
    desk.bring_in(bare_line())
    desk.bring_in(bare_line(**MEDELLIN.named))

    assert Experience.objects.get(code="dakar-gutters").city.geonames_id == MEDELLIN.geonames_id


def test_one_mistake_on_the_last_line_writes_nothing_at_all(desk):
    before = _told()
    (mistake,) = desk.mistakes(line(), cable_car(), bare_line(city="Dakkkar"))

    assert (mistake.line, mistake.field) == (3, "city")
    assert _told() == before


def test_all_mistakes_of_all_lines_are_told_at_once(desk):
    told = desk.mistakes(
        line(start_year="soon", topics=["on-street parking", "flying carpets"]),
        bare_line(title=""),
        cable_car(sdgs=[18]),
    )

    assert {(mistake.line, mistake.field) for mistake in told} == {
        (1, "start_year"),
        (2, "title"),
        (3, "sdgs.0"),
    }


def test_a_file_that_changes_while_it_is_read_is_refused_whole(desk):
    path = desk.file(line(), cable_car())
    before = _told()

    def meddle(stage: str, count: int) -> None:
        if (stage, count) == ("checked", 2):
            desk.file(line())

    with pytest.raises(ImportRefused, match="changed while"):
        import_experiences(path=path, by=system_actor(), report=str, progress=meddle)
    assert _told() == before


def test_an_import_is_kept_in_the_audit_record_with_its_counts(desk):
    desk.bring_in(line(), cable_car())

    kept = AuditRecord.objects.filter(deed="experiences.import").first()
    assert kept.actor_id == system_actor().pk
    assert kept.object_id == "cases.jsonl"
    assert kept.details == {
        "new": 2, "changed": 0, "unchanged": 0, "kept": 0, "draft": False,
    }  # fmt: skip


def test_progress_counts_the_lines_checked_and_written(desk):
    told = []
    desk.bring_in(line(), cable_car(), progress=lambda *step: told.append(step))

    assert told == [("checked", 1), ("checked", 2), ("written", 2)]


def test_a_person_does_not_import_files(desk):
    with pytest.raises(PermissionDenied):
        import_experiences(path=desk.file(line()), by=LEILA.account(), report=print)


def test_a_city_is_made_once_for_many_lines_and_many_of_its_names(desk):
    desk.bring_in(
        line("signals-1", city="Shiraz"),
        line("signals-2", city="شیراز"),
        line("signals-3", city="SHIRAZ", geonames_id=SHIRAZ.geonames_id),
    )

    cities = City.objects.filter(geonames_id=SHIRAZ.geonames_id)
    assert cities.count() == 1
    assert Experience.objects.filter(code__startswith="signals-", city=cities.get()).count() == 3
    deeds = AuditRecord.objects.filter(deed="network.add_city", object_id=cities.get().pk)
    assert deeds.count() <= 1


def test_the_number_of_statements_grows_with_batches_and_not_with_lines(desk):
    desk.bring_in(*many_lines(5))  # their cities are there from now on

    def statements(count: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            written = desk.bring_in(*many_lines(count))
        assert written.total == count
        return len(asked)

    few = statements(50)
    assert statements(150) <= few + 5
    assert statements(300) <= 2 * few + 10


class TestLicence:
    """Every case carries a licence and who holds the rights."""

    def _terms(self, code: str = "dakar-gutters") -> tuple[str, str]:
        case = Experience.objects.get(code=code)
        return case.licence, case.rights_holder

    def test_it_is_cc_by_where_nobody_says_otherwise(self, desk):
        desk.bring_in(bare_line())

        assert self._terms() == ("CC BY 4.0", "")

    def test_the_importer_says_it_for_lines_that_do_not(self, desk):
        desk.bring_in(bare_line(), licence="CC0 1.0", rights_holder="Ville de Dakar")

        assert self._terms() == ("CC0 1.0", "Ville de Dakar")

    def test_the_line_itself_has_the_last_word(self, desk):
        desk.bring_in(
            bare_line(licence="ODbL 1.0", rights_holder="Awa"), licence="CC0 1.0", rights_holder="X"
        )

        assert self._terms() == ("ODbL 1.0", "Awa")

    def test_saying_another_licence_later_changes_it(self, desk):
        desk.bring_in(bare_line())
        written = desk.bring_in(bare_line(), licence="CC BY-SA 4.0")

        assert (written.changed, written.unchanged) == (1, 0)
        assert self._terms() == ("CC BY-SA 4.0", "")

    def test_saying_none_later_keeps_the_one_that_was_said(self, desk):
        desk.bring_in(bare_line(), licence="CC BY-NC 4.0", rights_holder="Ville de Dakar")
        desk.bring_in(bare_line(title="Des caniveaux propres"))

        assert self._terms() == ("CC BY-NC 4.0", "Ville de Dakar")

    def test_a_licence_that_is_an_essay_is_refused(self, desk):
        with pytest.raises(ValueError, match="licence"):
            desk.bring_in(bare_line(), licence="L" * 5000)


def test_dakar_is_made_from_the_packaged_facts(desk):
    City.objects.filter(geonames_id=DAKAR.geonames_id, experiences=None).delete()
    desk.bring_in(bare_line())

    city = City.objects.get(geonames_id=DAKAR.geonames_id)
    assert (city.country, city.region_id, city.slug) == ("SN", "africa", "dakar")
    assert city.name_in("fa") == "داکار"
    assert "GeoNames" in city.source
