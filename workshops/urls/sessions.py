"""Addresses of sessions, for those who plan the programme."""

from django.urls import path

from workshops.views import sessions

urlpatterns = [
    path("<slug:event>/organise/sessions/", sessions.sessions, name="sessions"),
    path("<slug:event>/organise/sessions/new/", sessions.new, name="new_session"),
    path("<slug:event>/organise/sessions/<slug:code>/", sessions.session, name="session"),
    path("<slug:event>/organise/sessions/<slug:code>/cancel/", sessions.cancel, name="cancel"),
    path("<slug:event>/organise/sessions/<slug:code>/restore/", sessions.restore, name="restore"),
]
