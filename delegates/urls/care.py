"""Addresses of care and of staying there."""

from django.urls import path

from delegates.views import care, caring, exclusions, hosting, staying

urlpatterns = [
    path("<slug:event>/staying/", staying.staying, name="staying"),
    path("<slug:event>/staying/offer/", staying.offer, name="offer_beds"),
    path("<slug:event>/staying/wish/", staying.wish, name="ask_for_beds"),
    path("<slug:event>/staying/arrival/", staying.journey("arrives"), name="arrival"),
    path("<slug:event>/staying/departure/", staying.journey("leaves"), name="departure"),
    path("<slug:event>/staying/matches/<uuid:match>/", staying.answer, name="answer_match"),
    path("<slug:event>/staying/matches/<uuid:match>/block/", staying.block, name="block_match"),
    path("<slug:event>/staying/services/<uuid:service>/", staying.book, name="book"),
    path("<slug:event>/organise/staying/", hosting.hosting, name="hosting"),
    path("<slug:event>/organise/staying/journeys/", hosting.journeys, name="journeys"),
    path("<slug:event>/organise/staying/services/", hosting.services, name="services"),
    path("<slug:event>/organise/staying/services/<uuid:service>/", hosting.served, name="served"),
    path("help/care/", care.which, name="which"),
    path("me/blocks/", exclusions.blocks, name="blocks"),
    path("me/blocks/<int:block>/lift/", exclusions.unblock, name="unblock"),
    path("<slug:event>/care/", care.report, name="care"),
    path("<slug:event>/care/<str:token>/", care.own_report, name="own_report"),
    path("<slug:event>/organise/care/", caring.reports, name="caring"),
    path("<slug:event>/organise/care/<uuid:report>/", caring.report, name="report"),
    path("<slug:event>/organise/care/<uuid:report>/state/", caring.set_state, name="report_state"),
    path("<slug:event>/organise/care/<uuid:report>/reader/", caring.let_read, name="let_read"),
    path(
        "<slug:event>/organise/registrations/<uuid:registration>/exclusion/",
        exclusions.exclusion,
        name="exclusion",
    ),
    path("<slug:event>/organise/exclusions/<int:exclusion>/lift/", exclusions.lift, name="lift"),
]
