"""Every address of the product. Pages carry their language; the API and machines' files do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from hamshahr.domains.experiences.urls import goals
from hamshahr.faces.api.interface import interface

urlpatterns = [
    path("api/v1/", interface.urls),
    *i18n_patterns(
        path("", include("hamshahr.faces.site.urls")),
        path("topics/", include("hamshahr.domains.topics.urls")),
        path("", include("hamshahr.domains.network.urls")),
        path("experiences/", include("hamshahr.domains.experiences.urls")),
        path("goals/", include(goals)),
        path("design/", include("hamshahr.design.urls")),
    ),
]
