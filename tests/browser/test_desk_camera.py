"""A badge held before a phone's camera, which Chromium plays from a file."""

from pathlib import Path

import pytest
import segno
from django.test import Client
from playwright.sync_api import BrowserType, expect

from delegates import codes
from delegates.models import Scan
from events.models import Role
from tests import factories
from tests.conftest import CHROMIUM
from tests.delegates.checkin import badge, checkin_list, meeting_of_today

pytestmark = [pytest.mark.browser, pytest.mark.camera, pytest.mark.django_db(transaction=True)]
WIDTH, HEIGHT, DOT = 640, 480, 8


def film(token: str, path: Path) -> Path:
    """A picture of the code that never moves (YUV4MPEG2)."""
    rows = [list(row) for row in segno.make(token, error="m").matrix_iter(scale=DOT, border=4)]
    side, top, left = len(rows), (HEIGHT - len(rows)) // 2, (WIDTH - len(rows)) // 2
    luma = bytearray(b"\xeb" * (WIDTH * HEIGHT))
    for number, row in enumerate(rows):
        start = (top + number) * WIDTH + left
        luma[start : start + side] = bytes(16 if dark else 235 for dark in row)
    frame = b"FRAME\n" + bytes(luma) + b"\x80" * (WIDTH * HEIGHT // 2)
    path.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + frame * 3)
    return path


def test_a_badge_is_read_by_the_camera(
    transactional_db, server, browser_type: BrowserType, tmp_path
):
    event = meeting_of_today()
    checkin_list(event)
    worn = badge(event)
    played = film(codes.sign(event, worn.code, "delegate"), tmp_path / "badge.y4m")
    browser = browser_type.launch(
        executable_path=CHROMIUM,
        args=[
            "--no-sandbox",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={played}",
        ],
    )
    address = f"http://localhost:{server.port}"
    context = browser.new_context(base_url=address, permissions=["camera"])
    client = Client()
    client.force_login(factories.member(event, Role.DESK))
    key = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
    page = context.new_page()
    page.goto("/quebec/organise/checkin/")
    page.get_by_role("button", name="Open a desk on this device").click()
    expect(page.locator("[data-desk][data-ready]")).to_be_attached()
    expect(page.locator("[data-part=line][data-state=up]")).to_be_attached(timeout=15_000)
    page.get_by_role("button", name="Scan with the camera").click()
    expect(page.locator(".verdict[data-verdict=admitted]")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-part=waiting]")).to_have_attribute("data-waiting", "0")
    assert Scan.objects.get().badge == worn
    browser.close()
