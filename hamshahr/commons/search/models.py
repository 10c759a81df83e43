"""The index: documents with their words, vectors with their versions.

Texts are embedded once (``TextEmbedding``); everything made of vectors belongs to an
``IndexVersion``, so that a new one is built beside the one that answers.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from pgvector.django import HalfVectorField

from hamshahr.kernel.identifiers import new_id

__all__ = [
    "DocumentVector",
    "IndexVersion",
    "LibraryStamp",
    "PartsField",
    "SearchDocument",
    "SearchWord",
    "TextEmbedding",
    "WaitingDocument",
]


class PartsField(models.JSONField):
    """Parts by name in reading order; kept as pairs, for ``jsonb`` sorts an object's names."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> dict[str, str]:
        return dict(super().from_db_value(value, expression, connection))

    def get_prep_value(self, value: Any) -> Any:
        pairs = [list(pair) for pair in value.items()] if isinstance(value, dict) else value
        return super().get_prep_value(pairs)


class SearchDocument(models.Model):
    """What can be found of one thing of a domain. Only what anybody may read stands here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    code = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    owner = models.CharField(max_length=80, db_index=True)
    title = models.TextField()
    bridge = models.TextField(blank=True)
    parts = PartsField(help_text="Name of a part to its text, in reading order")
    words = SearchVectorField()
    facets = ArrayField(models.CharField(max_length=100), help_text="facet:value")
    year = models.SmallIntegerField(null=True)
    evidence = models.PositiveSmallIntegerField(null=True)
    since = models.DateTimeField(help_text="Orders lists without a query, newest first")
    # Of the texts that are embedded: tells which vectors are of an older wording
    digest = models.BinaryField(max_length=32)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_a_thing"),
            models.UniqueConstraint(fields=["kind", "code"], name="one_document_a_code"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="search_document_words"),
            GinIndex(fields=["facets"], name="search_document_facets"),
            models.Index(fields=["kind", "-since", "-object_id"], name="search_document_newest"),
            # Beside these, ``search_document_titles``: the words of titles and names alone, made
            # by migration 0002, for Django has no words for ts_filter's type
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class LibraryStamp(models.Model):
    """Is another after each deed that changed documents of a kind, by ``stamp_library``."""

    kind = models.CharField(primary_key=True, max_length=40)
    stamp = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.kind} {self.stamp}"


class SearchWord(models.Model):
    """A word of the index and how many documents hold it: for weights, slips and endings."""

    word = models.TextField(primary_key=True)
    documents = models.IntegerField()

    class Meta:
        indexes: ClassVar = [
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="search_word_trigrams")
        ]

    def __str__(self) -> str:
        return self.word


class TextEmbedding(models.Model):
    """The vector of a text, kept by the text's digest: no text is embedded twice."""

    embedder = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    # Half floats, little-endian; read as arrays and never searched, so no vector type
    vector = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["embedder", "digest"], name="one_vector_a_text")
        ]

    def __str__(self) -> str:
        return f"{self.embedder} {bytes(self.digest).hex()[:8]}"


class IndexVersion(models.Model):
    """One state of the vectors: with which space (embedders, centroids) they were made.

    At most one is live. A new one is built beside it, then takes its place in one transaction.
    """

    class State(models.TextChoices):
        BUILDING = "building"
        LIVE = "live"

    state = models.CharField(max_length=10, choices=State.choices, default=State.BUILDING)
    method = models.CharField(max_length=300, help_text="Embedders and method, with versions")
    # The space: centroids per language and whatever else was learnt from the library's texts
    space = models.BinaryField()
    texts_learnt_from = models.IntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="live"), name="one_live_version"
            )
        ]

    def __str__(self) -> str:
        return f"version {self.pk} ({self.state})"


class DocumentVector(models.Model):
    """A document's place in the space of a version."""

    version = models.ForeignKey(IndexVersion, on_delete=models.CASCADE)
    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="vectors")
    digest = models.BinaryField(max_length=32, help_text="The document's, when this was made")
    vector = HalfVectorField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "document"], name="one_vector_a_document_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} in {self.version_id}"


class WaitingDocument(models.Model):
    """A document without a place in the live version, or with that of an older wording.

    A table of its own: looking for what a hundred thousand documents lack takes longer than a
    search, and a mark on each document would have its words indexed anew when it falls.
    """

    document = models.OneToOneField(
        SearchDocument, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.document_id)
