"""Every address. What belongs to an event begins with the event's own."""

from django.urls import include, path

from access.borrowed import behind

urlpatterns = [
    path("account/", behind("access.anyone", "accounts.entrance")),
    path("demo/", include("convoca.demo.entrance")),
    path("me/", include("accounts.urls")),
    path("", include("events.urls")),
    path("", include("delegates.urls")),
    path("", include("workshops.urls")),
    path("", include("programme.urls")),
    path("", include("documents.urls")),
    path("", include("boards.urls")),
]
