from django.urls import path

from languages.views import along

urlpatterns = [
    path("translate/along/", along.along, name="along"),
    path("translate/along/take/", along.take, name="take_along"),
    path("translate/along/give-back/", along.give_back, name="give_all_back"),
    path("translate/along/texts/", along.texts, name="along_texts"),
    path("translate/along/bring/", along.bring, name="bring_home"),
    path("translate/along/worker.js", along.worker, name="along_worker"),
]
