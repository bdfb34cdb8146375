"""Addresses of organisations: public ones, and those of their keepers."""

from django.urls import path

from delegates.views import directory, keeping, merging, organisations, tables, topics

OPEN = "<slug:event>/organisations/"
KEPT = "<slug:event>/organise/organisations/"
ONE = f"{KEPT}<uuid:organisation>/"

urlpatterns = [
    path("s/<slug:series>/organisations/", directory.directory, name="directory"),
    path(
        "s/<slug:series>/organisations/<uuid:lasting>/",
        directory.organisation,
        name="lasting",
    ),
    path(OPEN, directory.organisations, name="organisations"),
    path(f"{OPEN}suggest/", organisations.suggest, name="suggest"),
    path(f"{OPEN}<uuid:organisation>/", directory.organisation_at, name="organisation"),
    path("<slug:event>/contacts/<str:token>/", keeping.own_contact, name="own_contact"),
    path(KEPT, organisations.named, name="named"),
    path(f"{KEPT}add/", organisations.add, name="add_organisation"),
    path(f"{KEPT}look/", organisations.look, name="look"),
    path(f"{KEPT}export/", tables.export, name="export_organisations"),
    path(f"{KEPT}contacts/", tables.contacts_out, name="contacts_out"),
    path(f"{KEPT}contacts/<uuid:export>/", tables.contacts_file, name="contacts_file"),
    path(f"{KEPT}import/", tables.take_in, name="import_organisations"),
    path(f"{KEPT}import/<uuid:intake>/undo/", tables.undo, name="undo_intake"),
    path(f"{KEPT}alike/", merging.alike, name="alike"),
    path(f"{KEPT}themes/", topics.topics, name="topics"),
    path(f"{KEPT}themes/take/", topics.take_over, name="take_topics"),
    path(f"{KEPT}themes/<uuid:topic>/", topics.topic, name="topic"),
    path(f"{KEPT}themes/<uuid:topic>/remove/", topics.remove, name="remove_topic"),
    path(ONE, organisations.edit, name="edit_organisation"),
    path(f"{ONE}list/", organisations.list_one, name="list_one"),
    path(f"{ONE}follow/", keeping.follow, name="follow"),
    path(f"{ONE}contacts/", keeping.contacts, name="contacts"),
    path(f"{ONE}contacts/<uuid:contact>/remove/", keeping.remove_contact, name="remove_contact"),
    path(f"{ONE}notes/<uuid:remark>/remove/", keeping.remove_remark, name="remove_remark"),
    path(f"{ONE}into/<uuid:other>/", merging.compare, name="compare_organisations"),
    path(f"{ONE}into/<uuid:other>/merge/", merging.merge, name="merge_organisations"),
    path(f"{ONE}into/<uuid:other>/apart/", merging.apart, name="tell_apart"),
    path(f"{ONE}undo/<uuid:merge>/", merging.undo, name="undo_merge"),
]
