from django.urls import path

from languages.views import glossary

PLACE = "translate/<int:space>/glossary"

urlpatterns = [
    path(f"{PLACE}/", glossary.glossary, name="glossary"),
    path(f"{PLACE}/add/", glossary.add, name="add_concept"),
    path(f"{PLACE}/undo/", glossary.undo, name="undo_glossary"),
    path(f"{PLACE}/export/", glossary.export, name="export_glossary"),
    path(f"{PLACE}/import/", glossary.take_in, name="import_glossary"),
    path(f"{PLACE}/<int:concept>/", glossary.concept, name="concept"),
    path(f"{PLACE}/<int:concept>/remove/", glossary.remove, name="remove_concept"),
]
