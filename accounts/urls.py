from django.urls import path

from accounts import browsers, inbox, mailbox_views, views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("notices/", inbox.inbox, name="inbox"),
    path("notices/read/", inbox.read_all, name="read_all"),
    path("notices/wishes/", inbox.wishes, name="wishes"),
    path("notices/worker.js", browsers.worker, name="push_worker"),
    path("notices/browsers/", browsers.add, name="add_browser"),
    path("notices/browsers/<uuid:browser>/end/", browsers.end, name="end_browser"),
    path("notices/<uuid:notice>/", inbox.go, name="notice"),
    path("shell/", views.shell, name="shell"),
    path("data/", views.data, name="data"),
    path("people/", mailbox_views.people, name="people"),
    path("people/add/", mailbox_views.add, name="add_person"),
    path("people/<uuid:person>/", mailbox_views.go_on_as, name="go_on_as"),
    path("link/<str:token>/", mailbox_views.link, name="link"),
    path("delete/", views.farewell, name="farewell"),
]
