from django.urls import path

from hamshahr.faces.desk import record, views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("audit/", record.audit, name="audit"),
    path("audit/export/", record.export, name="audit-export"),
    path("statements/<slug:kind>/<slug:code>/", views.statement, name="statement"),
    path("statements/<slug:kind>/<slug:code>/history/", views.history, name="history"),
    path(
        "statements/<slug:kind>/<slug:code>/history/<int:number>/",
        views.revision,
        name="revision",
    ),
]
