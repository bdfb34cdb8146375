from django.urls import path

from languages.views import guessing

urlpatterns = [path("translate/guess/", guessing.guess, name="guess")]
