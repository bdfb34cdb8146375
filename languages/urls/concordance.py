from django.urls import path

from languages.views import concordance

urlpatterns = [
    path("translate/<int:space>/concordance/", concordance.concordance, name="concordance"),
]
