"""Every address of the product. Pages carry their language; the API and machines' files do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from hamshahr.commons.accounts import urls as accounts
from hamshahr.domains.experiences.revisions.urls import identifiers
from hamshahr.domains.experiences.urls import goals
from hamshahr.domains.topics.urls import files as vocabulary_files
from hamshahr.faces.api.interface import addresses as interface
from hamshahr.faces.site.urls import for_machines

urlpatterns = [
    path("api/v1/", interface()),
    path("", include(for_machines)),
    path("", include(accounts.for_the_provider)),
    path("", include(vocabulary_files)),
    path("files/", include("hamshahr.commons.files.urls")),
    path("", include(identifiers)),
    *i18n_patterns(
        path("", include("hamshahr.faces.site.urls")),
        path("", include("hamshahr.domains.association.urls")),
        path("", include("hamshahr.commons.accounts.urls")),
        path("", include("hamshahr.commons.notifications.urls")),
        path("", include(accounts.of_the_library)),
        path("report/", include("hamshahr.commons.moderation.urls")),
        path("translate/", include("hamshahr.commons.translating.urls")),
        path("desk/", include("hamshahr.faces.desk.urls")),
        path("topics/", include("hamshahr.domains.topics.urls")),
        path("", include("hamshahr.domains.network.urls")),
        path("", include("hamshahr.domains.manuscripts.reviewing.urls")),
        path("experiences/", include("hamshahr.domains.experiences.urls")),
        path("goals/", include(goals)),
        path("", include("hamshahr.domains.manuscripts.urls")),
        path("design/", include("hamshahr.design.urls")),
    ),
]

handler400 = "hamshahr.faces.site.error_pages.bad_request"
handler403 = "hamshahr.faces.site.error_pages.forbidden"
handler404 = "hamshahr.faces.site.error_pages.not_found"
handler500 = "hamshahr.faces.site.error_pages.failed"
