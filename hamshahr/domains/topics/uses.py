"""What rests on topics: found through the models' own relations, so that no domain is named."""

from collections import defaultdict
from collections.abc import Collection

from django.db import models
from django.db.models import Count

from hamshahr.domains.topics.models import Topic


def uses(codes: Collection[str]) -> dict[str, dict[str, int]]:
    """Return, for each of ``codes`` in use, how many things of each name protect it.

    One statement for each kind of thing. Where topics are linked through a table of their own,
    its rows are counted as what they link (``experiences``).
    """
    linked = {
        relation.through: relation.related_model
        for relation in Topic._meta.related_objects
        if isinstance(relation, models.ManyToManyRel) and relation.through is not None
    }
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for relation in Topic._meta.related_objects:
        if relation.related_model is Topic or relation.on_delete is not models.PROTECT:
            continue
        model = relation.related_model
        name = str(linked.get(model, model)._meta.verbose_name_plural)
        field = relation.field.name
        counted = model._default_manager.filter(**{f"{field}__in": codes}).order_by()
        for code, count in counted.values_list(field).annotate(Count("pk")):
            found[code][name] = count
    return dict(found)
