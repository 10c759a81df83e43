"""The desk: administrators write there what the association says; nobody else finds it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.domains.association.actions import write_statement
from hamshahr.domains.association.models import StatementRevision

pytestmark = pytest.mark.django_db
EDIT = "/en/desk/statements/imprint/fa/"
ADDRESSES = ["/en/desk/", EDIT, f"{EDIT}history/", f"{EDIT}history/1/"]


@pytest.fixture
def written(jonas):
    return write_statement(
        kind=StatementRevision.Kind.IMPRINT, language="fa", text="نخست.", based_on=0, by=jonas
    )


def typed(text, based_on=0, button="keep"):
    return {"text": text, "based_on": based_on, button: "1"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_are_asked_to_sign_in(client, written, address):
    assert client.get(address).url.startswith("/en/account/sign-in/?next=")
    assert client.post(EDIT, typed("Mine.")).status_code == 401
    assert StatementRevision.objects.count() == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_holds_no_office_finds_nothing(client, written, mateo, address):
    client.force_login(mateo)

    assert client.get(address).status_code == 404
    assert client.post(EDIT, typed("Mine.", 1)).status_code == 404
    assert StatementRevision.objects.count() == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_the_desk_shows_is_kept_by_nobody(desk, written, address):
    answer = desk.get(address)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.text


def test_a_text_is_looked_at_before_it_is_kept(desk):
    answer = desk.post(EDIT, typed("## سرخط این نمونهٔ نوشته <script>x</script>", button="preview"))

    assert answer.status_code == 200
    assert "<h2>سرخط این نمونهٔ نوشته &lt;script&gt;x&lt;/script&gt;</h2>" in answer.text
    assert "<script>x" not in answer.text
    assert not StatementRevision.objects.exists()


def test_a_text_that_is_kept_is_published(desk, client):
    assert desk.post(EDIT, typed("این‌جا هستیم.")).status_code == 302
    assert "این‌جا هستیم." in client.get("/fa/pages/imprint/").text


def test_the_editor_writes_in_the_language_and_direction_of_the_text(desk):
    assert 'lang="fa" dir="rtl"' in desk.get(EDIT).text.partition("<textarea")[2][:300]


def test_the_starting_text_is_what_one_begins_with(desk):
    assert "csrftoken" in desk.get("/en/desk/statements/privacy/en/").text


def test_nothing_is_lost_where_two_write_at_once(desk, written):
    desk.post(EDIT, typed("دوم.", 1))
    answer = desk.post(EDIT, typed("سوم.", 1))

    assert answer.status_code == 409
    assert "Somebody else has written this page meanwhile." in answer.text
    assert "دوم." in answer.text
    assert "سوم.</textarea>" in answer.text
    assert desk.post(EDIT, typed("دوم و سوم.", 2)).status_code == 302


def test_earlier_revisions_can_be_read_and_taken_up_again(desk, written):
    desk.post(EDIT, typed("دوم.", 1))
    history = desk.get(f"{EDIT}history/").text
    assert history.index("Revision 2") < history.index("Revision 1")
    assert "Jonas Weber" in history
    earlier = desk.get(f"{EDIT}history/1/").text

    assert "<p>نخست.</p>" in earlier
    assert f'action="{EDIT}"' in earlier
    assert 'name="based_on" value="2"' in earlier


@pytest.mark.parametrize(
    "said", [{}, {"text": "x"}, typed("x", "many"), typed("x", -1), typed("x", 2**40),
             typed("x" * 50_001), typed("a\0b")],
)  # fmt: skip
def test_a_form_that_says_nonsense_is_told_so(desk, said):
    assert desk.post(EDIT, said).status_code == 422
    assert not StatementRevision.objects.exists()


@pytest.mark.parametrize(
    "path", ["statements/imprint/de/", "statements/nothing/fa/", "statements/imprint/fa/history/9/"]
)
def test_what_is_not_there_is_not_there(desk, path):
    assert desk.get(f"/en/desk/{path}").status_code == 404


@pytest.mark.parametrize(
    ("address", "most"), [("/en/desk/", 16), (f"{EDIT}history/", 10), ("/en/pages/imprint/", 6)]
)
def test_no_page_asks_more_for_more_revisions(desk, jonas, address, most):
    counts = []
    for begin, end in ((0, 3), (3, 30)):
        for number in range(begin, end):
            write_statement(
                kind=StatementRevision.Kind.IMPRINT,
                language="fa",
                text=f"{number}",
                based_on=number,
                by=jonas,
            )
        with CaptureQueriesContext(connection) as captured:
            desk.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= most
