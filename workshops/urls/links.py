"""Addresses of links between proposals."""

from django.urls import path

from workshops.views import links

urlpatterns = [
    path("<slug:event>/proposals/<uuid:proposal>/links/", links.of_proposal, name="links"),
    path("<slug:event>/links/<uuid:linked>/", links.link, name="link"),
    path("<slug:event>/links/<uuid:linked>/answer/", links.answer, name="answer_link"),
    path("<slug:event>/links/<uuid:linked>/counter/", links.counter, name="counter_link"),
    path("<slug:event>/links/<uuid:linked>/undo/", links.undo, name="undo_link"),
]
