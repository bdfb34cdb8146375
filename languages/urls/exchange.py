from django.urls import path

from languages.views import exchange

urlpatterns = [
    path("translate/<int:space>/exchange/", exchange.page, name="exchange"),
    path("translate/<int:space>/exchange/texts.po", exchange.catalogue, name="catalogue"),
]
