"""The translators' desk: `/translate/`, and below it what belongs to one space."""

from languages.urls import desk, glossary

app_name = "languages"
urlpatterns = [*desk.urlpatterns, *glossary.urlpatterns]
