"""Which cities offer something, or name a topic: what narrows the directory."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet

from hamshahr.domains.network.models import City, Offer, Priority
from hamshahr.domains.network.own_words.telling import standing
from hamshahr.kernel.remembering import remembered


def offering(
    cities: QuerySet[City], *, kinds: Sequence[str] = (), languages: Sequence[str] = ()
) -> QuerySet[City]:
    """Return those of the cities with an offer today that is of these kinds, in such a language.

    Both hold of one and the same offer: who hosts in French and calls in Persian does not call in
    French.
    """
    offers = standing(Offer.objects.filter(city=OuterRef("pk")))
    if kinds:
        offers = offers.filter(kind__in=kinds)
    if languages:
        offers = offers.filter(languages__overlap=list(languages))
    return cities.filter(Exists(offers))


def naming(topics: Collection[str]) -> Q:
    """Return the condition of cities that offer something on these topics, or name one."""
    offers = standing(Offer.objects.filter(city=OuterRef("pk"), topic_links__topic__in=topics))
    return Q(Exists(offers)) | Q(
        Exists(Priority.objects.filter(city=OuterRef("pk"), topic__in=topics))
    )


@remembered
def languages_offered() -> list[str]:
    """Return the codes of the languages in which something is offered today."""
    spoken = standing(Offer.objects.all()).annotate(code=Func(F("languages"), function="unnest"))
    return sorted(set(spoken.order_by().values_list("code", flat=True)))


def kinds_offered(cities: Collection[City]) -> dict[UUID, list[str]]:
    """Return the kinds of offers that each of the cities makes today, by its id."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    rows = standing(Offer.objects.filter(city__in=[city.pk for city in cities]))
    for city_id, kind in rows.order_by("kind").values_list("city_id", "kind").distinct():
        found[city_id].append(kind)
    return dict(found)
