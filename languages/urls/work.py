from django.urls import path

from languages.views import work

urlpatterns = [
    path("translate/<int:space>/work/", work.work, name="work"),
    path("translate/<int:space>/work/<uuid:person>/", work.worker, name="worker"),
]
