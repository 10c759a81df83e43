"""The vocabulary, after SKOS (W3C Recommendation 2009): concepts with labels per language."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from hamshahr.kernel.folding import fold


class Topic(models.Model):
    """A concept of two levels: a theme (nothing broader) or a topic of one theme."""

    code = models.SlugField(primary_key=True, max_length=60)
    broader = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower"
    )
    related: "models.ManyToManyField[Topic, models.Model]" = models.ManyToManyField(
        "self", symmetrical=True
    )
    sdgs = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(17)]),
        default=list,
        blank=True,
        help_text="Goals of the 2030 Agenda, 1 to 17",
    )
    definition = models.JSONField(default=dict, help_text="Language code to one sentence")
    position = models.PositiveSmallIntegerField(default=0)
    uri = models.CharField(
        max_length=400, blank=True, help_text="Its SKOS name; empty: that of the shipped vocabulary"
    )
    further = models.TextField(
        blank=True, help_text="What its file said beside, as N-Triples; kept to be given back"
    )

    class Meta:
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["uri"], condition=~models.Q(uri=""), name="a_uri_names_one_topic"
            ),
            models.CheckConstraint(
                condition=models.Q(sdgs__contained_by=list(range(1, 18))),
                name="topic_sdgs_are_goals",
            ),
            models.CheckConstraint(
                condition=~models.Q(broader=models.F("code")), name="topic_not_its_own_theme"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class TopicLabel(models.Model):
    """A name of a topic in one language: the preferred one, or another that people use."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred"
        ALTERNATIVE = "alternative"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.CharField(max_length=120)
    folded = models.CharField(max_length=160, db_index=True, editable=False)

    class Meta:
        ordering: ClassVar = ["language", "-kind", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["topic", "language"],
                condition=models.Q(kind="preferred"),
                name="one_preferred_label_a_language",
            ),
            models.UniqueConstraint(
                fields=["language", "folded"], name="a_label_names_one_topic_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"

    def clean_fields(self, exclude: object = None) -> None:
        self.folded = fold(self.text)
        super().clean_fields(exclude=exclude)  # type: ignore[arg-type]  # Django's own loose type


class ConceptScheme(models.Model):
    """The association's own vocabulary, once it has brought one in: one row, or none."""

    uri = models.CharField(max_length=400)
    statements = models.TextField(help_text="What its file said of the whole, as N-Triples")
    # There is one vocabulary
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(only=True), name="one_vocabulary")
        ]

    def __str__(self) -> str:
        return self.uri
