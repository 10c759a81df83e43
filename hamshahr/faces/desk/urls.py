from django.urls import path

from hamshahr.faces.desk import (
    broken_links,
    cities,
    dead_ends,
    members,
    offices,
    record,
    report_views,
    second_factors,
    views,
)

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("members/", members.members, name="members"),
    path("admit/", members.admit, name="admit"),
    path("members/<slug:slug>/", members.member, name="member"),
    path("members/<slug:slug>/standing/", members.standing, name="member-standing"),
    path("members/<slug:slug>/fee/", members.fee, name="member-fee"),
    path("members/<slug:slug>/seat/", members.seat, name="member-seat"),
    path("members/<slug:slug>/seat/end/", members.seat_end, name="member-seat-end"),
    path("invitations/", dead_ends.invitations, name="invitations"),
    path("mailboxes/", dead_ends.dead_mailboxes, name="mailboxes"),
    path("mailboxes/try-again/", dead_ends.believe_again, name="believe-again"),
    path("broken-links/", broken_links.broken, name="broken-links"),
    path("audit/", record.audit, name="audit"),
    path("audit/export/", record.export, name="audit-export"),
    path("reports/", report_views.reports, name="reports"),
    path("reports/<uuid:pk>/", report_views.report, name="report"),
    path("reports/<uuid:pk>/take/", report_views.take, name="report-take"),
    path("reports/<uuid:pk>/decide/", report_views.decide, name="report-decide"),
    path("reports/<uuid:pk>/city/", report_views.speak, name="report-speak"),
    path("cities/<slug:slug>/rename/", cities.rename, name="rename-city"),
    path("cities/<slug:slug>/merge/", cities.merge, name="merge-city"),
    path("second-factors/", second_factors.find, name="second-factors"),
    path("second-factors/<uuid:pk>/", second_factors.take_out, name="take-out-second-factors"),
    path("offices/", offices.offices, name="offices"),
    path("offices/invite/", offices.invite, name="offices-invite"),
    path("offices/invitations/<uuid:pk>/resend/", offices.resend, name="offices-resend"),
    path("offices/invitations/<uuid:pk>/withdraw/", offices.withdraw, name="offices-withdraw"),
    path("offices/<int:pk>/end/", offices.end, name="offices-end"),
    path("statements/<slug:kind>/<slug:code>/", views.statement, name="statement"),
    path("statements/<slug:kind>/<slug:code>/history/", views.history, name="history"),
    path(
        "statements/<slug:kind>/<slug:code>/history/<int:number>/",
        views.revision,
        name="revision",
    ),
]
