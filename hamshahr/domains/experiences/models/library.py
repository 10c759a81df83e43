"""The case: one intervention of one city, with its results and its sources.

Numbers, dates, codes and choices are stored once; prose is in the language of the case.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear, Greatest

from hamshahr.domains.network.models import City
from hamshahr.domains.topics.models import Topic
from hamshahr.kernel.identifiers import new_id


class Experience(models.Model):
    """One intervention of one city."""

    class State(models.TextChoices):
        """Where the text stands. What a city is still writing is no case yet: see manuscripts."""

        DRAFT = "draft"  # brought in by an import that publishes later
        PUBLISHED = "published"
        RETIRED = "retired"  # no longer so; readable at its address, found nowhere

    class Status(models.TextChoices):
        """Where the intervention stands."""

        PLANNED = "planned"
        ONGOING = "ongoing"
        COMPLETED = "completed"
        DISCONTINUED = "discontinued"
        UNKNOWN = "unknown"

    class Provenance(models.TextChoices):
        COMPILED = "compiled"  # written from public sources, not confirmed by the city
        CITY = "city"  # told, or confirmed, by the city itself

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The stable public name, in addresses and in imports
    code = models.SlugField(max_length=120, unique=True)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="experiences")
    language = models.CharField(max_length=8, help_text="ISO 639 code of the prose")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    provenance = models.CharField(
        max_length=12, choices=Provenance.choices, default=Provenance.COMPILED
    )

    title = models.CharField(max_length=500)
    title_en = models.CharField(
        max_length=500, blank=True, help_text="A bridge for readers of other languages"
    )
    summary = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    conditions = models.TextField(blank=True, help_text="What it takes elsewhere")
    cost = models.TextField(blank=True, help_text="As the source words it; empty: not known")
    partners = ArrayField(models.CharField(max_length=500), default=list, blank=True)

    topics: "models.ManyToManyField[Topic, ExperienceTopic]" = models.ManyToManyField(
        Topic, through="ExperienceTopic", related_name="experiences"
    )
    sdgs = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    status = models.CharField(max_length=14, choices=Status.choices, default=Status.UNKNOWN)
    start_year = models.SmallIntegerField(null=True, blank=True)
    end_year = models.SmallIntegerField(null=True, blank=True)
    # The latest year that a source or a measurement of the case bears; empty: not known
    true_as_of_year = models.SmallIntegerField(null=True, blank=True)
    # Set by a reviewer, 1 to 5 (Nesta standards of evidence); empty: not assessed
    evidence_level = models.PositiveSmallIntegerField(null=True, blank=True)
    # Whether a result is known that is no target: beside the results, for lists are ordered by it
    is_measured = models.BooleanField(default=False, db_default=False, editable=False)

    licence = models.CharField(max_length=200)
    rights_holder = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    # What the city told last, whole; none where nobody but an import ever said anything
    revision = models.OneToOneField(
        "experiences.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # When the city is asked again whether this is still so, and when it last said that it is
    next_check_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    # Asked on this day whether it is still so, and silent for so long that the text sinks in lists
    unanswered_since = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    # By a moderator's decision, whatever its state; a tombstone stands in its place
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    # What the import said, so that the same line again changes nothing
    import_digest = models.BinaryField(max_length=32, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-published_at", "-pk"]
        indexes: ClassVar = [
            models.Index(F("published_at").desc(), F("id").desc(), name="experience_newest_first"),
            # Whom to ask today whether it is still so
            models.Index(
                fields=["next_check_on"],
                condition=Q(state="published", next_check_on__isnull=False),
                name="experience_check_due",
            ),
            # What a city tells is counted on the index alone
            models.Index(
                fields=["city"],
                condition=Q(state="published", hidden_at__isnull=True),
                name="experience_of_city",
            ),
            models.Index(
                F("evidence_level").desc(nulls_last=True),
                F("is_measured").desc(),
                F("unanswered_since").desc(nulls_first=True),
                # The year of the case, or that in which its city last said that it is so
                Greatest(F("true_as_of_year"), ExtractYear("confirmed_on")).desc(nulls_last=True),
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(state="published", hidden_at__isnull=True),
                name="experience_best_first",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(start_year__isnull=True)
                | Q(end_year__isnull=True)
                | Q(end_year__gte=F("start_year")),
                name="experience_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(evidence_level__isnull=True) | Q(evidence_level__range=(1, 5)),
                name="experience_evidence_level_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(sdgs__contained_by=list(range(1, 18))),
                name="experience_sdgs_are_goals",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="experience_published_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(state="retired", retired_at__isnull=False)
                | (~Q(state="retired") & Q(retired_at__isnull=True)),
                name="experience_retired_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ExperienceTopic(models.Model):
    """A topic of a case, the most telling first."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="experience_links")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["experience", "topic"], name="a_topic_once_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.experience_id}: {self.topic_id}"


class Source(models.Model):
    """A public page or paper that a case rests on."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    title = models.TextField()
    url = models.URLField(max_length=2000, blank=True)
    publisher = models.CharField(max_length=500, blank=True)
    year = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experience", "position"], name="sources_are_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Result(models.Model):
    """A measured change, or a target that is yet to be reached.

    ``value`` is as the source words it; before and after stand only where both are given.
    """

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="results")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.SET_NULL)
    position = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=500)
    value = models.CharField(max_length=1000, blank=True)
    before = models.CharField(max_length=1000, blank=True)
    after = models.CharField(max_length=1000, blank=True)
    unit = models.CharField(max_length=500, blank=True)
    year = models.SmallIntegerField(null=True, blank=True)
    is_target = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["experience", "position"], name="results_are_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(before="", after="") | (~Q(before="") & ~Q(after="")),
                name="a_change_has_both_its_values",
            ),
        ]

    def __str__(self) -> str:
        return self.indicator
