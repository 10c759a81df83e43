"""Arriving: the first page, in five languages."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
def test_the_home_page_asks_what_the_city_is_trying_to_solve(client, language):
    answer = client.get(f"/{language}/")

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text
