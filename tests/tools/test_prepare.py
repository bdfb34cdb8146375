"""What makes the environment: one line where something is missing, nothing done twice."""

import re
import subprocess
import sys

import pytest

from tools import prepare


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A repository of a test's own, with a uv that only notes what it is asked for."""
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(prepare, "UV", tmp_path / "uv")
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev", "uv"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    (tmp_path / "uv").write_text(f'#!/bin/sh\necho "$@" >>{tmp_path}/asked\n')
    (tmp_path / "uv").chmod(0o755)
    return tmp_path


def installed(home) -> list[str]:
    """From which files, one after the other."""
    asked = (home / "asked").read_text().splitlines()
    return [re.search(r"requirements/(\w+)\.txt", line)[1] for line in asked]


def test_a_python_without_venv_is_told_which_package_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match=r"^Python's venv is missing.*apt install python3-venv$"):
        prepare.refuse_old_python()


def test_an_old_python_is_told_which_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"^Convoca needs Python 3\.11 or newer"):
        prepare.refuse_old_python()


def test_the_file_is_understood_by_old_pythons():
    source = (prepare.ROOT / "tools" / "prepare.py").read_text(encoding="utf-8")
    compile(source, "prepare.py", "exec", dont_inherit=True)
    assert source.index("from __future__ import annotations") < source.index("import hashlib")


def test_what_is_installed_is_not_installed_again(home):
    prepare.install("run")
    prepare.install("run")
    assert installed(home) == ["run"]


def test_a_changed_file_is_installed_anew(home):
    prepare.install("run")
    (home / "requirements" / "run.txt").write_text("run==2\n")
    prepare.install("run")
    assert installed(home) == ["run", "run"]


def test_an_environment_with_the_tests_tools_keeps_them(home):
    prepare.install("run")
    prepare.install("dev")
    prepare.install("run")
    assert installed(home) == ["run", "dev"]


@pytest.mark.parametrize(
    ("said", "version"), [("v20.20.2", (20, 20)), ("v24.1.0", (24, 1)), ("nonsense", ())]
)
def test_nodes_version_is_read(tmp_path, said, version):
    program = tmp_path / "node"
    program.write_text(f"#!/bin/sh\necho {said}\n")
    program.chmod(0o755)
    assert prepare.version_of(str(program)) == version


def test_a_command_that_fails_ends_with_its_status():
    with pytest.raises(SystemExit) as ended:
        prepare.run([sys.executable, "-c", "raise SystemExit(7)"])
    assert ended.value.code == 7


def test_it_needs_nothing_but_python(tmp_path):
    command = [sys.executable, "-I", "-S", "-c", "import runpy; runpy.run_path('tools/prepare.py')"]
    done = subprocess.run(command, cwd=prepare.ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
