"""What is made from the content is kept until the content changes, and no longer."""

import pytest

from hamshahr.domains.topics.models import Topic
from hamshahr.kernel.content_version.keeping import kept_until_changed
from hamshahr.kernel.content_version.reading import ask_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def counting():
    made = []

    @kept_until_changed
    def topics(beginning):
        made.append(beginning)
        return Topic.objects.filter(code__startswith=beginning).count()

    return topics, made


def test_what_is_kept_is_made_once(counting):
    topics, made = counting

    assert [topics("h"), topics("h"), topics("w")] == [topics("h"), topics("h"), topics("w")]
    assert made == ["h", "w"]


def test_what_is_kept_is_made_anew_once_the_content_has_changed(counting):
    topics, _ = counting
    before = topics("night")
    Topic.objects.create(code="night-market")
    ask_again()  # as every process does within half a second

    assert topics("night") == before + 1
