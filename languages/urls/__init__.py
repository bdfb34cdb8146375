"""The translators' desk: `/translate/`, and below it what belongs to one space."""

from languages.urls import (
    along,
    concordance,
    coverage,
    desk,
    exchange,
    glossary,
    guessing,
    machines,
    work,
)

app_name = "languages"
urlpatterns = [
    *along.urlpatterns,
    *concordance.urlpatterns,
    *coverage.urlpatterns,
    *desk.urlpatterns,
    *exchange.urlpatterns,
    *glossary.urlpatterns,
    *guessing.urlpatterns,
    *machines.urlpatterns,
    *work.urlpatterns,
]
