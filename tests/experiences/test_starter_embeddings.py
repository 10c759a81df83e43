"""The embeddings that ship with the starter library are those of its texts as they are."""

import numpy as np
import pytest

from hamshahr.commons.search.embedding import embedders
from hamshahr.commons.search.meaning import store
from hamshahr.commons.search.meaning.passages import passage_reader, passage_wordings
from hamshahr.commons.search.meaning.reading import wanted, wordings
from hamshahr.commons.search.models import SearchDocument
from hamshahr.commons.search.registry import searchable
from hamshahr.domains.experiences.starter import EMBEDDINGS


@pytest.fixture(scope="module")
def shipped():
    with np.load(EMBEDDINGS, allow_pickle=False) as arrays:
        return {
            name.removesuffix("|digests"): {bytes(digest) for digest in arrays[name]}
            for name in arrays.files
            if name.endswith("|digests")
        }


@pytest.mark.django_db
def test_no_text_of_the_library_waits_for_an_embedder_on_a_new_instance(shipped):
    readers = embedders()
    waiting = set()
    for document in SearchDocument.objects.all():
        texts = wordings(document, searchable(document.kind).weights)
        reader = passage_reader(readers, document.language)
        for embedder, role, own in [
            *wanted(texts, readers),
            *wanted(passage_wordings(document), [reader]),
        ]:
            kept = shipped[store.key(embedder, role)]
            waiting |= {document.code for text in own if store.digest(text) not in kept}

    assert len(waiting) == 0, "run script/build-starter-embeddings"
