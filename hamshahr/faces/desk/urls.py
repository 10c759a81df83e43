from django.urls import path

from hamshahr.faces.desk import record, report_views, views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("audit/", record.audit, name="audit"),
    path("audit/export/", record.export, name="audit-export"),
    path("reports/", report_views.reports, name="reports"),
    path("reports/<uuid:pk>/", report_views.report, name="report"),
    path("reports/<uuid:pk>/take/", report_views.take, name="report-take"),
    path("reports/<uuid:pk>/decide/", report_views.decide, name="report-decide"),
    path("reports/<uuid:pk>/city/", report_views.speak, name="report-speak"),
    path("statements/<slug:kind>/<slug:code>/", views.statement, name="statement"),
    path("statements/<slug:kind>/<slug:code>/history/", views.history, name="history"),
    path(
        "statements/<slug:kind>/<slug:code>/history/<int:number>/",
        views.revision,
        name="revision",
    ),
]
