from django.urls import path

from languages.views import coverage

urlpatterns = [path("translate/<int:space>/coverage/", coverage.coverage, name="coverage")]
