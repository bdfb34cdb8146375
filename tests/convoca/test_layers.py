"""The house: imports run downward only, one module goes out, nobody imports the project."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from django.conf import settings

PROJECT = tomllib.loads((settings.BASE / "pyproject.toml").read_text(encoding="utf-8"))
LINTER = PROJECT["tool"]["importlinter"]


def test_the_layers_of_the_house_are_held():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=settings.BASE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


def test_every_app_is_under_the_contracts():
    installed = {name for name in settings.INSTALLED_APPS if (settings.BASE / name).is_dir()}
    assert set(LINTER["root_packages"]) == installed
    client = next(each for each in LINTER["contracts"] if "HTTP client" in each["name"])
    assert set(client["source_modules"]) == installed
    layers = next(each for each in LINTER["contracts"] if each["type"] == "layers")["layers"]
    assert installed <= {re.sub(r"[()]", "", layer) for layer in layers}
