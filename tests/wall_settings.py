"""Convoca's settings with a wall: the smallest thing that can be followed live."""

from convoca.settings import *  # noqa: F403
from convoca.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.wall"]
ROOT_URLCONF = "tests.wall.urls"
