"""Addresses of what is alike."""

from django.urls import path

from workshops.views import alike

urlpatterns = [
    path("<slug:event>/propose/alike/", alike.writing, name="alike_writing"),
    path("<slug:event>/proposals/<uuid:proposal>/alike/", alike.of_one, name="alike"),
]
