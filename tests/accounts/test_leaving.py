"""Deleting one's account: what is hers goes, what is the city's stays, and nothing is torn."""

from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils.translation import override

from hamshahr.commons.accounts.leaving.deed import leave
from hamshahr.commons.accounts.leaving.partings import CannotLeave, Fate, consequences
from hamshahr.commons.accounts.models import Preferences, User
from hamshahr.commons.accounts.naming import known_as, people_called
from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.accounts.preferences.actions import choose_preferences
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.models import Notice, OutgoingLetter
from hamshahr.domains.association.actions import write_statement
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.models import Appointment
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, HODA, JONAS, LEILA, NASRIN, SHIRAZ

pytestmark = pytest.mark.django_db

PASSWORD = "a long password of 1405"


def told(person, fate, language="en"):
    with override(language):
        return [one.text for one in consequences(person) if one.fate is fate]


def known(person, language="en"):
    with override(language):
        return known_as([person.pk])[person.pk]


def test_nothing_of_hers_is_left_in_the_account():
    nasrin = NASRIN.serving()
    nasrin.set_password(PASSWORD)
    nasrin.save()
    choose_preferences(language="fa", calendar="", digits="", time_zone="", by=nasrin)
    leave(by=nasrin)
    row = User.objects.get(pk=nasrin.pk)

    assert (row.name, row.is_active, row.last_login) == ("", False, None)
    assert "nasrin" not in row.email
    assert not row.has_usable_password()
    assert not Preferences.objects.filter(person=row).exists()


def test_her_password_signs_nobody_in_any_more():
    nasrin = NASRIN.serving()
    nasrin.set_password(PASSWORD)
    nasrin.save()
    leave(by=nasrin)

    assert authenticate(None, username=NASRIN.email, password=PASSWORD) is None


def test_her_session_ends_with_her_account(client):
    nasrin = NASRIN.serving()
    client.force_login(nasrin)
    leave(by=nasrin)

    assert client.get("/en/me/settings/").status_code == 302


def test_her_name_is_nowhere_in_the_record_that_cannot_be_changed():
    nasrin = NASRIN.serving()
    leave(by=nasrin)

    for record in AuditRecord.objects.all():
        assert "نسرین" not in str(vars(record))
        assert "nasrin" not in str(vars(record))


def test_what_she_wrote_stays_under_the_function_she_had():
    jonas = JONAS.serving()
    second = LEILA.account()
    appoint(person=second, role=Role.ADMINISTRATOR, by=system_actor())
    revision = write_statement(
        kind=StatementRevision.Kind.IMPRINT, language="fa", text="شناسنامه", based_on=0, by=jonas
    )
    leave(by=jonas)
    revision.refresh_from_db()

    assert revision.text == "شناسنامه"
    assert known(revision.written_by).startswith(
        "a former colleague of the association, administrator "
    )


def test_the_history_at_the_desk_names_the_function(client):
    jonas = JONAS.serving()
    second = LEILA.account()
    appoint(person=second, role=Role.ADMINISTRATOR, by=system_actor())
    write_statement(
        kind=StatementRevision.Kind.IMPRINT, language="fa", text="شناسنامه", based_on=0, by=jonas
    )
    leave(by=jonas)
    client.force_login(second)
    page = client.get("/en/desk/statements/imprint/fa/history/").content.decode()

    assert "a former colleague of the association" in page


def test_a_former_colleague_is_told_by_city_role_and_years_of_the_readers_calendar():
    nasrin = NASRIN.serving()
    Appointment.objects.filter(person=nasrin).update(starts=date(2024, 5, 1))
    leave(by=nasrin)
    Appointment.objects.filter(person=nasrin).update(ends=date(2026, 11, 23))

    assert known(nasrin) == "a former colleague of Shiraz, focal point 2024–2026"
    with override("fa"):
        assert "۱۴۰۳–۱۴۰۵" in known_as([nasrin.pk])[nasrin.pk]


def test_somebody_who_never_held_anything_is_a_former_colleague():
    leila = LEILA.account()
    leave(by=leila)

    assert known(leila) == "a former colleague"


def test_she_is_not_found_by_her_name_any_more():
    nasrin = NASRIN.serving()
    leave(by=nasrin)

    assert people_called("نسرین") == []
    assert people_called("invalid") == []


def test_she_holds_nothing_from_now_on():
    nasrin = NASRIN.serving()
    leave(by=nasrin)

    assert held_by(User.objects.get(pk=nasrin.pk)) == frozenset()
    assert Appointment.objects.get(person=nasrin).ends is not None


def test_the_last_administrator_cannot_go_and_reads_why():
    jonas = JONAS.serving()

    with pytest.raises(CannotLeave), transaction.atomic():
        leave(by=jonas)

    jonas.refresh_from_db()
    assert jonas.name == "Jonas Weber"
    assert "last administrator" in told(jonas, Fate.FORBIDS)[0]
    assert held_by(jonas)


def test_one_of_two_administrators_may_go_and_the_other_then_not():
    jonas, leila = JONAS.serving(), LEILA.account()
    appoint(person=leila, role=Role.ADMINISTRATOR, by=system_actor())
    leave(by=jonas)

    with pytest.raises(CannotLeave), transaction.atomic():
        leave(by=leila)


def test_a_focal_point_is_warned_that_her_city_will_have_none_and_may_go():
    nasrin = NASRIN.serving()

    assert "Shiraz will have no focal point" in told(nasrin, Fate.WARNS)[0]
    leave(by=nasrin)


def test_the_office_is_told_that_a_city_has_no_focal_point_any_more():
    awa, nasrin = AWA.serving(), NASRIN.serving()
    leave(by=nasrin)

    assert [notice.kind for notice in Notice.objects.filter(person=awa)] == [
        "network.no_focal_point"
    ]


def test_the_office_is_not_told_of_those_whom_nobody_has_to_follow():
    awa, hoda = AWA.serving(), HODA.serving()
    leave(by=hoda)

    assert not Notice.objects.filter(person=awa).exists()


def test_a_member_of_the_office_is_not_warned():
    assert not told(AWA.serving(), Fate.WARNS)


def test_the_system_cannot_leave():
    with pytest.raises(Exception, match="system"):
        leave(by=system_actor())


def test_leaving_twice_is_leaving_once():
    nasrin = NASRIN.serving()
    leave(by=nasrin)
    leave(by=nasrin)

    assert AuditRecord.objects.filter(deed="accounts.leave").count() == 1


def test_the_same_address_may_be_invited_again_as_somebody_new():
    nasrin = NASRIN.serving()
    leave(by=nasrin)
    again = User.objects.create_user(NASRIN.email, NASRIN.name)
    appoint(person=again, role=Role.FOCAL_POINT, city=SHIRAZ.placed(), by=system_actor())

    assert again.pk != nasrin.pk
    assert known(nasrin).startswith("a former colleague of Shiraz")


@pytest.fixture
def post(settings):
    """Letters are kept as on an instance, not in the memory of the test."""
    settings.EMAIL_BACKEND = "hamshahr.commons.notifications.keeping.KeepingBackend"


def test_the_last_letter_to_her_address_says_that_it_is_done(post):
    nasrin = NASRIN.serving()
    leave(by=nasrin)

    letter = OutgoingLetter.objects.get(address=NASRIN.email)
    assert letter.kind == "farewell"


def test_letters_that_were_sent_to_her_are_forgotten(post):
    nasrin = NASRIN.serving()
    send_mail("سلام", "…", None, [nasrin.email])
    leave(by=nasrin)

    kinds = OutgoingLetter.objects.filter(address=NASRIN.email).values_list("kind", flat=True)
    assert list(kinds) == ["farewell"]


def test_the_database_itself_keeps_nothing_of_who_left():
    nasrin = NASRIN.serving()
    leave(by=nasrin)

    with pytest.raises(IntegrityError, match="nothing_of_who_left"), transaction.atomic():
        User.objects.filter(pk=nasrin.pk).update(name="نسرین قاسمی")
