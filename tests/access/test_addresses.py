"""The client's address: believed only as far as our own proxies wrote it."""

import pytest

from access.addresses import client_address


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "10.6.6.6, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.1"),
    ],
)
def test_what_a_client_wrote_itself_is_not_believed(rf, settings, proxies, header, expected):
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": header} if header else {}
    request = rf.get("/", headers=headers, REMOTE_ADDR="198.51.100.1")
    assert client_address(request) == expected
