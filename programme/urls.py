"""Addresses of the programme."""

from django.urls import path

from programme import converters  # noqa: F401  registers «day» and «code»
from programme.views import agenda, editing, feeding, importing, reading

app_name = "programme"
urlpatterns = [
    path("<slug:event>/programme/", reading.programme, name="programme"),
    path("<slug:event>/programme/<day:key>/", reading.day, name="day"),
    path("<slug:event>/programme/rooms/<uuid:uid>/", reading.room, name="room"),
    path("<slug:event>/programme/themes/<uuid:uid>/", reading.theme, name="theme"),
    path("<slug:event>/programme/languages/<slug:key>/", reading.language, name="language"),
    path("<slug:event>/programme/changes/", reading.changes, name="changes"),
    path("<slug:event>/programme/now/", reading.now, name="now"),
    path("<slug:event>/programme/search/", reading.search, name="search"),
    path("<slug:event>/sessions/<code:key>/", reading.session, name="session"),
    path("<slug:event>/sessions/<code:code>/star/", agenda.star, name="star"),
    path("<slug:event>/sessions/<code:code>/running/", editing.running, name="running"),
    path("<slug:event>/stars/", agenda.stars, name="stars"),
    path("<slug:event>/agenda/", agenda.agenda, name="agenda"),
    path("<slug:event>/agenda/calendar/", agenda.calendar, name="calendar"),
    path("<slug:event>/feeds/", feeding.feeds, name="feeds"),
    path("<slug:event>/feeds/agenda/<str:token>.ics", agenda.agenda_feed, name="agenda_feed"),
    path("<slug:event>/feeds/<path:key>", feeding.feed, name="feed"),
    path("<slug:event>/organise/programme/", editing.editor, name="editor"),
    path("<slug:event>/organise/programme/place/", editing.place, name="place"),
    path("<slug:event>/organise/programme/unplace/", editing.unplace, name="unplace"),
    path("<slug:event>/organise/programme/slots/", editing.slots, name="slots"),
    path(
        "<slug:event>/organise/programme/slots/<uuid:uid>/remove/",
        editing.remove_slot,
        name="remove_slot",
    ),
    path("<slug:event>/organise/programme/import/", importing.import_programme, name="import"),
    path("<slug:event>/organise/programme/release/", editing.release, name="release"),
    path("<slug:event>/organise/programme/progress/", editing.progress, name="progress"),
]
