"""Addresses of check-in: the team's pages, and the desk's."""

from django.urls import path

from delegates.views import badge_days, checkin, desk, desk_cards, entry, own_badge, take_overs

urlpatterns = [
    path("me/card/", entry.log_in, name="card_log_in"),
    path("<slug:event>/registration/card/", entry.own_card, name="own_card"),
    path("<slug:event>/registration/badge/", own_badge.own_badge, name="own_badge"),
    path("<slug:event>/take-over/<str:token>/", take_overs.take_over, name="take_over"),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/card/",
        entry.give_card,
        name="give_card",
    ),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/card/end/",
        entry.end_card,
        name="end_card",
    ),
    path("<slug:event>/desk/card/", desk_cards.card, name="desk_card"),
    path("<slug:event>/organise/checkin/", checkin.checkin, name="checkin"),
    path("<slug:event>/organise/checkin/counts/", checkin.counts, name="checkin_counts"),
    path("<slug:event>/organise/checkin/desk/", checkin.open_desk, name="open_desk"),
    path("<slug:event>/organise/checkin/lists/", checkin.new_list, name="new_checkin_list"),
    path(
        "<slug:event>/organise/checkin/lists/<uuid:checkin_list>/",
        checkin.change_list,
        name="checkin_list",
    ),
    path("<slug:event>/organise/checkin/devices/", checkin.new_device, name="new_device"),
    path(
        "<slug:event>/organise/checkin/devices/<uuid:device>/end/",
        checkin.end_device,
        name="end_device",
    ),
    path("<slug:event>/organise/checkin/days/", badge_days.of_categories, name="badge_days"),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/badge/days/",
        badge_days.of_person,
        name="person_days",
    ),
    path("<slug:event>/organise/checkin/badges/", checkin.new_print, name="new_print"),
    path(
        "<slug:event>/organise/checkin/badges/<uuid:printed>/<int:number>/",
        checkin.printed,
        name="printed",
    ),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/badge/",
        checkin.badge_file,
        name="badge_file",
    ),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/badge/new/",
        checkin.new_badge,
        name="new_badge",
    ),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/badge/revoke/",
        checkin.revoke_badge,
        name="revoke_badge",
    ),
    path("<slug:event>/desk/", desk.desk, name="desk"),
    path("<slug:event>/desk/worker.js", desk.worker, name="desk_worker"),
    path("<slug:event>/desk/pair/<str:token>/", desk.pair, name="pair"),
    path("<slug:event>/desk/code/", desk.typed, name="desk_typed"),
    path("<slug:event>/desk/snapshot/", desk.snapshot, name="desk_snapshot"),
    path("<slug:event>/desk/changes/", desk.changes, name="desk_changes"),
    path("<slug:event>/desk/scans/", desk.scans, name="desk_scans"),
    path("<slug:event>/desk/search/", desk.search, name="desk_search"),
    path("<slug:event>/desk/who/", desk.who, name="desk_who"),
    path("<slug:event>/desk/stranger/", desk.stranger, name="desk_stranger"),
    path("<slug:event>/desk/badge/", desk.badge, name="desk_badge"),
]
