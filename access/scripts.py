"""Service workers, handed out at addresses below which they reach and no further."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django_vite.core.asset_loader import DjangoViteAssetLoader


def worker(entry: str) -> HttpResponse:
    """The built script of `frontend/src/entries/<entry>.ts`, asked for anew at each start."""
    loader = DjangoViteAssetLoader.instance()
    path = loader.generate_vite_asset_url(f"src/entries/{entry}.ts")
    file = Path(settings.STATIC_DIR) / path.removeprefix(settings.STATIC_URL)
    response = HttpResponse(file.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    return response
