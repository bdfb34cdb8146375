"""Addresses of delegations, of links into them, and of offers."""

from django.urls import path

from delegates.views import arrivals, delegations, entry, offers, seating

ONE = "<slug:event>/delegations/<uuid:delegation>/"
REGISTRATION = "<slug:event>/organise/registrations/<uuid:registration>/"
urlpatterns = [
    path("<slug:event>/delegations/", delegations.delegations, name="delegations"),
    path(ONE, delegations.delegation, name="delegation"),
    path(f"{ONE}offer/", delegations.answer_offer, name="answer_block"),
    path(f"{ONE}links/", delegations.make_link, name="make_link"),
    path(f"{ONE}links/<int:link>/revoke/", delegations.revoke, name="revoke_link"),
    path(f"{ONE}people/<uuid:registration>/swap/", delegations.swap, name="swap"),
    path(f"{ONE}coordinators/", delegations.invite_coordinator, name="invite_coordinator"),
    path(f"{ONE}people/", entry.name_person, name="name_person"),
    path(f"{ONE}people/<uuid:registration>/card/", entry.seat_card, name="seat_card"),
    path(f"{ONE}people/<uuid:registration>/card/end/", entry.end_seat_card, name="end_seat_card"),
    path(
        f"{ONE}coordinators/<int:coordinator>/end/", delegations.step_back, name="end_coordinator"
    ),
    path(f"{ONE}lists/", arrivals.bring, name="bring_list"),
    path(f"{ONE}lists/<int:arrival>/", arrivals.arrival, name="arrival"),
    path(f"{ONE}lists/<int:arrival>/enter/", arrivals.enter, name="enter_arrival"),
    path(f"{ONE}lists/<int:arrival>/undo/", arrivals.undo, name="undo_arrival"),
    path("<slug:event>/seats/<str:token>/", arrivals.seat, name="seat"),
    path("<slug:event>/offers/<str:token>/", offers.offer, name="offer"),
    path("<slug:event>/registration/offer/", offers.own_offer, name="own_offer"),
    path("<slug:event>/registration/again/", offers.own_again, name="own_again"),
    path("<slug:event>/registration/wish/", offers.own_wish, name="own_wish"),
    path(f"{REGISTRATION}wish/end/", offers.end_wish, name="end_wish"),
    path(f"{REGISTRATION}offer/take-back/", offers.take_back, name="take_back_offer"),
    path(f"{REGISTRATION}revive/", offers.revive, name="revive"),
    path("<slug:event>/organise/seating/", seating.seating, name="seating"),
    path("<slug:event>/organise/delegations/", seating.delegations, name="all_delegations"),
    path(
        "<slug:event>/organise/delegations/<uuid:delegation>/grant/",
        seating.grant,
        name="grant_seats",
    ),
    path(
        "<slug:event>/organise/delegations/<uuid:delegation>/refuse/",
        seating.refuse,
        name="refuse_delegation",
    ),
]
