"""A topic is found on a form by any of its names, in whatever spelling they are typed."""

import json
import subprocess
from pathlib import Path

import pytest

import hamshahr.design
from hamshahr.domains.topics.models import TopicLabel
from hamshahr.domains.topics.queries import other_labels
from hamshahr.kernel.folding import fold

pytestmark = pytest.mark.django_db
SCRIPT = Path(hamshahr.design.__file__).parent / "static/design/js/folding.js"
TYPED = [
    "ترافيك", "کتاب‌خانهٔ", "مُدیریّت", "كـتـاب", "۱۲ و ٣٤", "ÉCOLE d’été", "Straße, Łódź", "أحياء",
    "№ 5", "ﻻﻡ", "", "!?",
]  # fmt: skip


def test_the_browser_folds_what_is_typed_as_the_index_does():
    texts = [*TYPED, *TopicLabel.objects.values_list("text", flat=True)]
    program = (
        f"import {{ fold }} from {json.dumps(SCRIPT.as_uri())};"
        "let sent = ''; for await (const piece of process.stdin) sent += piece;"
        "console.log(JSON.stringify(JSON.parse(sent).map(fold)));"
    )
    ran = subprocess.run(
        ["node", "--input-type=module", "--experimental-default-type=module", "-e", program],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    folded = dict(zip(texts, json.loads(ran.stdout), strict=True))

    assert len(texts) > 1_000
    assert {text: how for text, how in folded.items() if how != fold(text)} == {}


def test_a_topic_has_its_other_names_of_the_readers_language_and_no_other():
    persian, english = other_labels("fa"), other_labels("en")

    assert "بی‌آرتی" in persian["integrated-transport"].split(" · ")
    assert "بی‌آرتی" not in english["integrated-transport"]
    assert other_labels("xx") == {}
