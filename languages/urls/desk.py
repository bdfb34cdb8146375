from django.urls import path

from languages.views import desk

urlpatterns = [
    path("translate/", desk.desk, name="desk"),
    path("translate/<int:space>/<int:text>/<str:lang>/", desk.piece, name="translate"),
]
