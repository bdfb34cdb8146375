"""Addresses of documents."""

from django.urls import path

from documents import exports, views

app_name = "documents"
ONE = "<slug:event>/documents/<uuid:uid>/"
OF = "<slug:event>/documents/of/<slug:code>/"
urlpatterns = [
    path("<slug:event>/documents/", views.listed, name="list"),
    path("<slug:event>/documents/new/", views.new, name="new"),
    path(OF, views.of_session, name="of_session"),
    path(f"{OF}new/", views.new_in_session, name="new_in_session"),
    path(ONE, views.read, name="read"),
    path(f"{ONE}edit/", views.edit, name="edit"),
    path(f"{ONE}settings/", views.settings, name="settings"),
    path(f"{ONE}state/", views.state, name="state"),
    path(f"{ONE}updates/", views.updates, name="updates"),
    *(
        path(f"{ONE}document.{kind}", views.export(kind), name=f"export_{kind}")
        for kind in exports.FORMATS
    ),
]
