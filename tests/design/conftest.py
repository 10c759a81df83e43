"""Pages are rendered without a database."""

from types import SimpleNamespace

import pytest
from django.template.loader import get_template
from django.utils import translation

from hamshahr.commons.translation.languages import interface_languages, language


@pytest.fixture
def render():
    """Render a template in a language with the frame that every page has."""

    def rendered(name, code, **context):
        links = [
            SimpleNamespace(language=one, url=f"/{one.code}/", current=one.code == code)
            for one in interface_languages()
        ]
        frame = SimpleNamespace(
            language=language(code),
            home_url="/home",
            search_url="/search",
            topics_url="/topics",
            about_url="/about",
            language_links=links,
            offered=None,
        )
        with translation.override(code):
            return get_template(name).render({"frame": frame} | context)

    return rendered
