"""The checks that are our own."""

import pytest

from tools import checking

SCHEME = "https://"


@pytest.mark.parametrize(
    "place", ["pypi.org/simple", "files.pythonhosted.org/x", "registry.npmjs.org/y/-/y.tgz"]
)
def test_a_registrys_address_is_found(place):
    assert checking.REGISTRY.search(f'"resolved": "{SCHEME}{place}"'.encode())


def test_other_addresses_are_not(capsys):
    assert not checking.REGISTRY.search(f"{SCHEME}example.org/pypi".encode())


def test_the_repository_names_none(capsys):
    assert checking.no_registry_is_named(), capsys.readouterr().out
