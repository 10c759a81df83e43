"""Links are checked politely, and called broken late: three failures, over a week."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from hamshahr.commons.links import checking, jobs
from hamshahr.commons.links.checking import check_due, record
from hamshahr.commons.links.gathering import digest_of, gather
from hamshahr.commons.links.judging import Judgment, judge
from hamshahr.commons.links.models import CheckedLink, LinkPlace, Unreachable
from hamshahr.commons.links.queries import unreachable_among
from hamshahr.domains.experiences.models import Experience, Source
from hamshahr.kernel.content_version.reading import current_version
from tests.kernel.outbound.machines import CITY, PUBLIC, door_to, machine, says

pytestmark = pytest.mark.django_db

State = CheckedLink.State
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
GONE = Judgment(State.FAILING, 404, "status")


def link(url=f"http://{CITY}/a", **said):
    host = url.split("/")[2]
    return CheckedLink.objects.create(
        **{"digest": digest_of(url), "url": url, "host": host, "due_at": NOW, **said}
    )


def judged(answer, **more):
    with machine(*answer) as one:
        return judge(f"http://{CITY}/a", through=door_to(one, **more), now=NOW)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ([says("200 OK")], State.FINE),
        ([says("301 Moved", "Location: /b"), says("200 OK")], State.MOVED),
        ([says("302 Found", "Location: /b"), says("200 OK")], State.FINE),
        ([says("404 Not here")], State.FAILING), ([says("410 Gone")], State.FAILING),
        ([says("500 Oops")], State.FAILING), ([b""], State.FAILING),
        ([says("404 Not here"), says("206 Partial")], State.FINE),
        ([says("401 Sign in")], State.REFUSES), ([says("403 No")], State.REFUSES),
        ([says("429 Too many")], State.REFUSES), ([says("999 Denied")], State.REFUSES),
        ([says("503 Wait", "cf-mitigated: challenge")], State.REFUSES),
        ([says("302 Found", "Location: http://10.0.0.8/")], State.NOT_ALLOWED),
    ],
)  # fmt: skip
def test_what_an_answer_says(answer, state):
    assert judged(answer).state == state


def test_a_name_that_leads_inside_is_said_to_be_not_allowed():
    found = judged([says("200 OK")], resolve=lambda *_: [PUBLIC, "192.168.1.1"])

    assert (found.state, found.said) == (State.NOT_ALLOWED, "private")


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("7200", timedelta(hours=2)), ("1", timedelta(hours=1)), ("9" * 30, timedelta(hours=6)),
        ("Mon, 23 Nov 2026 12:00:00 GMT", timedelta(hours=3)), ("soon", timedelta(hours=6)),
        ("99999999", timedelta(days=7)), ("-5", timedelta(hours=6)),
    ],
)  # fmt: skip
def test_a_server_says_how_long_it_wants_to_be_left_alone(said, wait):
    assert judged([says("429 Too many", f"Retry-After: {said}")]).wait == wait


def test_a_host_that_wants_peace_is_left_alone_with_all_its_links():
    asked, other = link(), link(f"http://{CITY}/b")
    elsewhere = link("http://lyon.example/")
    record(asked, Judgment(State.REFUSES, 429, wait=timedelta(hours=6)), now=NOW)
    other.refresh_from_db()
    elsewhere.refresh_from_db()

    assert other.due_at == NOW + timedelta(hours=6)
    assert elsewhere.due_at == NOW


def test_a_link_is_broken_after_three_failures_over_a_week_and_not_before():
    one, now, seen = link(), NOW, []
    for _ in range(3):
        record(one, GONE, now=now)
        seen.append(one.state)
        now = one.due_at

    assert seen == [State.FAILING, State.FAILING, State.BROKEN]
    assert one.checked_at - NOW >= timedelta(days=7)
    assert Unreachable.objects.get().since == NOW


def test_three_failures_on_one_day_make_no_link_broken():
    one = link()
    for hour in range(6):
        record(one, GONE, now=NOW + timedelta(hours=hour))

    assert one.state == State.FAILING
    assert not Unreachable.objects.exists()


def test_a_page_that_comes_back_is_no_longer_said_to_be_away():
    one = link()
    for days in (0, 3, 8):
        record(one, GONE, now=NOW + timedelta(days=days))
    assert unreachable_among([one.url, "http://lyon.example/"]).keys() == {one.url}
    record(one, Judgment(State.FINE, 200), now=NOW + timedelta(days=20))

    assert not unreachable_among([one.url])
    assert (one.failures, one.first_failed_at) == (0, None)


def test_whoever_refuses_machines_is_never_called_broken():
    one = link()
    for week in range(9):
        record(one, Judgment(State.REFUSES, 403), now=NOW + timedelta(weeks=week))

    assert not Unreachable.objects.exists()


def test_pauses_grow_and_are_never_shorter_than_said():
    one, now, pauses = link(), NOW, []
    for _ in range(6):
        record(one, GONE, now=now)
        pauses.append((one.due_at - now).total_seconds() / 86400)
        now = one.due_at

    for pause, least in zip(pauses, (2, 5, 7, 14, 28, 28), strict=True):
        assert least <= pause <= least * 1.2


def test_of_one_host_one_link_is_asked_in_a_run():
    for place in range(3):
        link(f"http://{CITY}/{place}")
    link("http://lyon.example/")
    names = {CITY: [PUBLIC], "lyon.example": [PUBLIC]}
    with machine(says("200 OK")) as one:
        asked = check_due(through=door_to(one, names), now=NOW)

    assert (asked, one.connections) == (2, 2)
    assert CheckedLink.objects.filter(state=State.FINE).count() == 2


def test_a_run_asks_no_more_than_its_bound_and_takes_what_waited_longest(monkeypatch):
    monkeypatch.setattr(checking, "MOST", 2)
    for day in (1, 3, 2):
        link(f"http://c{day}.example/", due_at=NOW - timedelta(days=day))
    with machine(says("200 OK")) as one:
        check_due(through=door_to(one, {f"c{day}.example": [PUBLIC] for day in (1, 2, 3)}), now=NOW)

    left = CheckedLink.objects.get(checked_at__isnull=True)
    assert left.url == "http://c1.example/"


def silent(host, port):
    raise OSError("no network")


def test_when_nobody_answers_the_fault_is_taken_for_ours():
    one = link()
    link("http://lyon.example/", state=State.FINE, due_at=NOW + timedelta(1))
    with machine(b"") as nobody:
        check_due(through=door_to(nobody, resolve=silent), now=NOW)
    one.refresh_from_db()

    assert (one.failures, one.due_at) == (0, NOW + timedelta(hours=1))


def test_when_a_witness_answers_silence_counts():
    one = link("http://gone.example/")
    link("http://lyon.example/", state=State.FINE, due_at=NOW + timedelta(1), checked_at=NOW)

    def resolve(host, port):
        return [PUBLIC] if host == "lyon.example" else silent(host, port)

    with machine(says("200 OK")) as witness:
        check_due(through=door_to(witness, resolve=resolve), now=NOW)
    one.refresh_from_db()

    assert (one.failures, one.said) == (1, "name")


def test_a_check_that_changes_nothing_on_a_page_leaves_kept_pages_as_they_are():
    one = link()
    before = current_version()
    record(one, Judgment(State.FINE, 200), now=NOW)
    record(one, GONE, now=NOW)

    assert current_version() == before


def test_what_stands_in_public_experiences_is_gathered_and_what_goes_is_forgotten():
    gather()
    case = Experience.objects.get(code="lagos-brt-lite")
    urls = {source.url for source in case.sources.all() if source.url}
    places = LinkPlace.objects.filter(object_id=case.pk)

    assert {place.link.url for place in places.select_related("link")} == urls
    assert {place.owner for place in places} == {str(case.city_id)}

    lasting = CheckedLink.objects.filter(state=State.UNKNOWN).count()
    case.sources.all().delete()
    Source.objects.create(experience=case, position=0, title="New", url="https://new.example/")
    gather()

    assert [place.link.url for place in places.all()] == ["https://new.example/"]
    assert CheckedLink.objects.count() <= lasting


def test_links_of_what_is_not_public_are_not_asked_for():
    case = Experience.objects.get(code="lagos-brt-lite")
    gather()
    Experience.objects.filter(pk=case.pk).update(hidden_at=timezone.now())
    gather()

    assert not LinkPlace.objects.filter(object_id=case.pk).exists()


def test_gathering_again_writes_nothing(django_assert_max_num_queries):
    gather()
    known = set(CheckedLink.objects.values_list("pk", "due_at"))
    with django_assert_max_num_queries(14):
        gather()

    assert set(CheckedLink.objects.values_list("pk", "due_at")) == known


def test_an_instance_that_shall_not_reach_the_web_asks_nobody(settings, monkeypatch):
    link()
    asked = []
    monkeypatch.setattr(jobs, "check_due", lambda **_: asked.append(1))
    settings.CHECK_LINKS = False
    jobs.check_links(timestamp=0)
    assert asked == []
    settings.CHECK_LINKS = True
    jobs.check_links(timestamp=0)
    assert asked == [1]


def test_the_way_out_says_who_asks_and_never_leads_home(settings):
    settings.PUBLIC_ADDRESS = "https://cities.example"
    door = jobs.the_door()

    assert door.agent == "Hamshahr link check (+https://cities.example/)"
    assert "cities.example" in door.own_hosts
    assert door.ports == {80, 443}
