"""What a city says of itself: who may write it, what is refused, and that nothing is lost."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from hamshahr.domains.network.models import CityText, Offer, Priority, RoleMailbox
from hamshahr.domains.network.own_words.mailboxes import (
    LooksPersonal,
    add_mailbox,
    looks_personal,
    remove_mailbox,
)
from hamshahr.domains.network.own_words.offers import (
    SaidOffer,
    change_offer,
    make_offer,
    renew_offer,
    withdraw_offer,
)
from hamshahr.domains.network.own_words.priorities import (
    MOST_PRIORITIES,
    drop_priority,
    move_priority,
    name_priority,
    reword_priority,
)
from hamshahr.domains.network.own_words.refusals import CannotBeKept, ChangedMeanwhile
from hamshahr.domains.network.own_words.telling import own_words
from hamshahr.domains.network.own_words.texts import write_city_text
from hamshahr.domains.network.permissions import may_keep_page, page_kept_by
from hamshahr.domains.topics.models import Topic
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.today import today
from tests.cast import AWA, HODA, KAVEH, MASHHAD, MEDELLIN, NASRIN, PEOPLE, REZA, SHIRAZ

pytestmark = pytest.mark.django_db

ABOUT = CityText.Part.ABOUT


@pytest.fixture
def shiraz():
    NASRIN.serving()
    return SHIRAZ.placed()


def write(city, text, *, based_on=0, language="fa", by=NASRIN, part=ABOUT):
    return write_city_text(
        city=city, part=part, language=language, text=text, based_on=based_on, by=by.serving()
    )


def host(**said):
    plain = {
        "kind": Offer.Kind.HOST, "topics": ["smart-traffic"], "languages": ["fa", "en"],
        "words": "دو روز، شش نفر.", "language": "fa",
    }  # fmt: skip
    return SaidOffer(**plain | said)


def offered(city, **said):
    return make_offer(city=city, said=host(**said), by=NASRIN.serving())


def named(city, topic, reason="چون مهم است."):
    return name_priority(city=city, topic=topic, reason=reason, language="fa", by=NASRIN.serving())


def mailbox(city, email="international@shiraz.example", **said):
    plain = {"label": "دفتر امور بین‌الملل", "language": "fa", "is_of_an_office": False}
    return add_mailbox(city=city, email=email, by=NASRIN.serving(), **plain | said)


def test_the_focal_point_the_deputy_and_the_office_keep_the_page_and_nobody_else(shiraz):
    keepers = {person for person in PEOPLE if may_keep_page(person.serving(), shiraz)}

    assert {person.email.split("@")[0] for person in keepers} == {
        "nasrin", "kaveh", "awa", "fatemeh",
    }  # fmt: skip
    for person in PEOPLE:
        kept = page_kept_by(person.serving())
        assert kept.filter(pk=shiraz.pk).exists() == may_keep_page(person.serving(), shiraz)
    assert not may_keep_page(None, shiraz)
    assert not page_kept_by(None).exists()


@pytest.mark.parametrize("person", [HODA, REZA])
def test_who_does_not_keep_the_page_writes_nothing(shiraz, person):
    with pytest.raises(PermissionDenied):
        write(shiraz, "شیراز", by=person)
    with pytest.raises(PermissionDenied):
        make_offer(city=shiraz, said=host(), by=person.serving())

    assert not CityText.objects.exists()
    assert not Offer.objects.exists()


def test_a_text_is_written_revision_by_revision(shiraz):
    write(shiraz, "شهر باغ‌ها")
    write(shiraz, "شهر باغ‌ها و شعر", based_on=1, by=KAVEH)

    last, first = CityText.objects.filter(city=shiraz)
    assert (last.number, last.text, last.written_by) == (2, "شهر باغ‌ها و شعر", KAVEH.account())
    assert first.text == "شهر باغ‌ها"
    assert "شعر" in own_words(shiraz, "fa").about.html


def test_the_same_text_again_is_no_revision(shiraz):
    write(shiraz, "شهر باغ‌ها")

    assert write(shiraz, " شهر باغ‌ها\r\n", based_on=1) is None
    assert CityText.objects.count() == 1


def test_a_save_from_a_stale_page_overwrites_nothing(shiraz):
    write(shiraz, "شهر باغ‌ها")
    write(shiraz, "از نسرین", based_on=1)
    with pytest.raises(ChangedMeanwhile):
        write(shiraz, "از کاوه", based_on=1, by=KAVEH)

    assert "نسرین" in own_words(shiraz, "fa").about.html


@pytest.mark.parametrize("changed", [{"text": "x"}, {"language": "en"}])
def test_what_was_written_cannot_be_changed_or_deleted(shiraz, changed):
    write(shiraz, "شهر باغ‌ها")
    with pytest.raises(ProgrammingError), transaction.atomic():
        CityText.objects.update(**changed)
    with pytest.raises(ProgrammingError), transaction.atomic():
        CityText.objects.all().delete()


@pytest.mark.parametrize(
    ("text", "language"), [("x" * 6_001, "fa"), ("a\0b", "fa"), ("Xiraz", "pt"), ("x", "xx")]
)
def test_a_text_that_is_too_long_or_none_or_in_no_language_of_the_city_is_refused(
    shiraz, text, language
):
    with pytest.raises(CannotBeKept):
        write(shiraz, text, language=language)


def test_a_reader_is_shown_her_language_else_the_city_s_own(shiraz):
    write(shiraz, "شهر باغ‌ها")
    write(shiraz, "A city of gardens", language="en")

    assert "gardens" in own_words(shiraz, "en").about.html
    french = own_words(shiraz, "fr").about
    assert (french.language.code, french.language.direction) == ("fa", "rtl")
    assert french.in_words == "persan"


def test_an_empty_text_withdraws_it(shiraz):
    write(shiraz, "شهر باغ‌ها")
    write(shiraz, "", based_on=1)

    assert own_words(shiraz, "fa").about is None
    assert own_words(shiraz, "fa").is_silent


def test_html_in_a_text_is_shown_as_it_was_typed_and_does_nothing(shiraz):
    write(shiraz, "<script>alert(1)</script> [here](javascript:alert(1)) ![](https://x.example/p)")
    html = own_words(shiraz, "fa").about.html

    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html


def test_an_offer_stands_from_its_first_day_to_its_last(shiraz):
    day = datetime.timedelta(days=1)
    offered(shiraz, until=today())
    offered(shiraz, kind=Offer.Kind.CALL, since=today() + day)
    offered(shiraz, kind=Offer.Kind.EXPERT, since=today() - 2 * day, until=today() - day)

    assert [line.kind for line in own_words(shiraz, "fa").offers] == ["host"]


@pytest.mark.parametrize(
    "said",
    [
        {"topics": []},
        {"topics": ["no-such-topic"]},
        {"topics": ["smart-traffic", "no-such-topic"]},
        {"languages": []},
        {"languages": ["xx!"]},
        {"words": "x" * 1_001},
        {"language": "pt"},
        {"since": datetime.date(2026, 5, 2), "until": datetime.date(2026, 5, 1)},
    ],
)
def test_an_offer_that_says_too_little_or_what_cannot_be_is_refused(shiraz, said):
    with pytest.raises(CannotBeKept):
        offered(shiraz, **said)
    assert not Offer.objects.exists()


def test_words_in_one_language_leave_the_others(shiraz):
    offer = offered(shiraz)
    change_offer(
        offer=offer, said=host(words="Two days, six people.", language="en"), based_on=1,
        by=NASRIN.serving(),
    )  # fmt: skip

    assert "Two days" in own_words(shiraz, "en").offers[0].words.html
    assert "دو روز" in own_words(shiraz, "fa").offers[0].words.html


def test_an_offer_said_anew_from_a_stale_page_is_not_overwritten(shiraz):
    offer = offered(shiraz)
    change_offer(offer=offer, said=host(words="تازه"), based_on=1, by=NASRIN.serving())
    with pytest.raises(ChangedMeanwhile):
        change_offer(offer=offer, said=host(words="کهنه"), based_on=1, by=KAVEH.serving())

    assert "تازه" in own_words(shiraz, "fa").offers[0].words.html


def test_an_offer_withdrawn_can_be_made_again_as_it_was(shiraz):
    offer = offered(shiraz)
    withdraw_offer(offer=offer, by=NASRIN.serving())
    assert own_words(shiraz, "fa").offers == ()

    renew_offer(offer=offer, by=NASRIN.serving())
    assert own_words(shiraz, "fa").offers[0].topics


def test_an_offer_of_another_city_is_not_hers_to_withdraw(shiraz):
    offer = offered(shiraz)
    with pytest.raises(PermissionDenied):
        withdraw_offer(offer=offer, by=REZA.serving())

    assert own_words(shiraz, "fa").offers


def test_priorities_stand_in_the_order_that_the_city_gave_them(shiraz):
    topics = list(Topic.objects.filter(broader__isnull=False).values_list("pk", flat=True)[:3])
    rows = [named(shiraz, topic) for topic in topics]

    def order():
        return list(Priority.objects.filter(city=shiraz).values_list("topic_id", flat=True))

    move_priority(priority=rows[2], up=True, by=NASRIN.serving())
    assert order() == [topics[0], topics[2], topics[1]]
    move_priority(priority=rows[0], up=True, by=NASRIN.serving())  # it is the first already
    assert order() == [topics[0], topics[2], topics[1]]
    move_priority(priority=rows[0], up=False, by=NASRIN.serving())
    assert order() == [topics[2], topics[0], topics[1]]
    drop_priority(priority=rows[2], by=NASRIN.serving())
    assert list(Priority.objects.values_list("topic_id", "position")) == [
        (topics[0], 0), (topics[1], 1),
    ]  # fmt: skip


def test_an_eighth_priority_and_the_same_twice_are_refused(shiraz):
    topics = list(Topic.objects.values_list("pk", flat=True)[: MOST_PRIORITIES + 1])
    with pytest.raises(CannotBeKept):
        [named(shiraz, topics[0]) for _ in range(2)]
    for topic in topics[1:MOST_PRIORITIES]:
        named(shiraz, topic)
    with pytest.raises(CannotBeKept):
        named(shiraz, topics[MOST_PRIORITIES])

    assert Priority.objects.filter(city=shiraz).count() == MOST_PRIORITIES


@pytest.mark.parametrize(("topic", "reason"), [("smart-traffic", " "), ("nothing", "چون")])
def test_a_priority_needs_a_topic_and_a_reason(shiraz, topic, reason):
    with pytest.raises(CannotBeKept):
        named(shiraz, topic, reason)


def test_a_reason_given_anew_from_a_stale_page_is_not_overwritten(shiraz):
    row = named(shiraz, "smart-traffic")

    def reword(reason, by):
        reword_priority(priority=row, reason=reason, language="fa", based_on=1, by=by.serving())

    reword("تازه", NASRIN)
    with pytest.raises(ChangedMeanwhile):
        reword("کهنه", KAVEH)
    assert Priority.objects.get().reasons == {"fa": "تازه"}


@pytest.mark.parametrize(
    "email",
    ["leila.farahani@shiraz.example", "l_farahani@shiraz.example", "shiraz.twin@gmail.com",
     "Shahrdari@Yahoo.com"],
)  # fmt: skip
def test_an_address_that_looks_personal_is_kept_only_once_that_was_denied(shiraz, email):
    with pytest.raises(LooksPersonal):
        mailbox(shiraz, email)
    assert mailbox(shiraz, email, is_of_an_office=True).email == email


@pytest.mark.parametrize(
    "email",
    ["international@shiraz.example", "international.office@shiraz.example", "info@x.example",
     "relaciones-internacionales@medellin.example", "traffic2030@x.example"],
)  # fmt: skip
def test_the_mailbox_of_an_office_does_not_look_personal(email):
    assert not looks_personal(email)


@pytest.mark.parametrize("spelled", [str.lower, str.upper])
def test_an_address_with_which_somebody_signs_in_is_refused_whatever_is_said(shiraz, spelled):
    with pytest.raises(CannotBeKept):
        mailbox(shiraz, spelled(REZA.serving().email), is_of_an_office=True)


def test_a_mailbox_with_which_somebody_signs_in_later_is_withheld(shiraz):
    box = mailbox(shiraz)
    AWA.account().__class__.objects.create_user(box.email, "کسی")

    assert own_words(shiraz, "fa").mailboxes == ()


@pytest.mark.parametrize(
    ("label", "email"), [("", "info@x.example"), ("a\nb", "info@x.example"), ("x", "no address")]
)
def test_a_mailbox_needs_an_office_and_an_address(shiraz, label, email):
    with pytest.raises(CannotBeKept):
        mailbox(shiraz, email, label=label)


def test_a_mailbox_is_told_once_and_taken_away_twice_without_harm(shiraz):
    box = mailbox(shiraz)
    with pytest.raises(CannotBeKept):
        mailbox(shiraz, box.email.upper())
    remove_mailbox(mailbox=box, by=NASRIN.serving())
    remove_mailbox(mailbox=box, by=NASRIN.serving())

    assert not RoleMailbox.objects.exists()


def test_every_deed_on_a_page_leaves_a_record_without_what_was_written(shiraz):
    write(shiraz, "شهر باغ‌ها")
    offered(shiraz)
    named(shiraz, "smart-traffic")
    mailbox(shiraz)

    records = AuditRecord.objects.filter(body=shiraz.pk, actor_id=NASRIN.account().pk)
    assert set(records.values_list("deed", flat=True)) == {
        "network.write_city_text", "network.make_offer", "network.name_priority",
        "network.add_mailbox",
    }  # fmt: skip
    assert "@" not in str(list(records.values_list("details", flat=True)))


def test_two_cities_do_not_read_each_other(shiraz):
    write(shiraz, "شهر باغ‌ها")

    for other in (MASHHAD.placed(), MEDELLIN.placed()):
        assert own_words(other, "fa").is_silent
