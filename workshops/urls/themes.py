"""Addresses of themes and of what proposers write to each other."""

from django.urls import path

from workshops.views import conversations, themes

urlpatterns = [
    path("<slug:event>/themes/", themes.themes, name="themes"),
    path("<slug:event>/themes/<uuid:theme>/", themes.theme, name="theme"),
    path("<slug:event>/themes/<uuid:theme>/pairs/", themes.pairs, name="pairs"),
    path("<slug:event>/themes/said/<uuid:message>/hide/", themes.hide, name="hide_message"),
    path(
        "<slug:event>/organise/themes/<uuid:theme>/facilitators/",
        themes.facilitators,
        name="facilitators",
    ),
    path(
        "<slug:event>/organise/facilitators/<int:facilitator>/dismiss/",
        themes.dismiss,
        name="dismiss",
    ),
    path("<slug:event>/activities/<uuid:proposal>/write/", conversations.write, name="write_to"),
    path("<slug:event>/conversations/", conversations.conversations, name="conversations"),
    path(
        "<slug:event>/conversations/<uuid:conversation>/",
        conversations.conversation,
        name="conversation",
    ),
]
