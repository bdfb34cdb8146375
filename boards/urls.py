"""Addresses of boards."""

from django.urls import path

from boards import views
from programme import converters  # noqa: F401  registers «code»

app_name = "boards"
urlpatterns = [
    path("<slug:event>/sessions/<code:code>/board/", views.board, name="board"),
    path("<slug:event>/sessions/<code:code>/board/lines/", views.write, name="write"),
    path("<slug:event>/sessions/<code:code>/board/state/", views.run, name="run"),
    path("<slug:event>/lines/<uuid:uid>/translate/", views.translate, name="translate"),
    path("<slug:event>/lines/<uuid:uid>/remove/", views.remove, name="remove"),
    path("<slug:event>/lines/<uuid:uid>/restore/", views.restore, name="restore"),
    path("<slug:event>/hall/", views.hall, name="hall"),
    path("<slug:event>/hall/announce/", views.announce, name="announce"),
]
