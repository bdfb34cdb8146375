"""The files that an operator follows name only what is there."""

import importlib.util
import re
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from convoca.settings import env

DEPLOY = settings.BASE / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.name != ".env")
GUIDE = settings.BASE / "docs" / "deploy.md"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in [*FILES, GUIDE]}
COMPOSE = yaml.safe_load(TEXTS["compose.yaml"])
SERVICES = COMPOSE["services"]
ALL = "\n".join(TEXTS.values())
NGINX = shutil.which("nginx")


def found(pattern: str) -> set[str]:
    hits = set(re.findall(pattern, ALL))
    assert hits, f"nothing looks like {pattern}"
    return hits


def test_every_setting_named_is_known():
    assert found(r"CONVOCA_[A-Z_]*[A-Z]") <= env.known


def test_every_module_and_command_named_is_there():
    modules = found(r"-m (convoca[\w.]+|tools[\w.]+)")
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []
    assert found(r"manage\.py (\w+)") <= get_commands().keys()


def test_the_workers_share_out_every_queue():
    queues = settings.TASKS["default"]["QUEUES"]
    workers = [one for one in SERVICES.values() if "worker --queues" in one.get("command", "")]
    served = [queue for one in workers for queue in one["command"].split()[-1].split(",")]
    assert sorted(served) == sorted(queues)
    assert {one["environment"]["CONVOCA_PROCESS"] for one in workers} == {"worker"}
    assert set(re.findall(r"convoca-worker@(\w+)", TEXTS["deploy.md"])) == set(queues)


def test_every_process_of_ours_has_the_same_data_and_drains_before_it_ends():
    ours = {name: one for name, one in SERVICES.items() if one["image"] == "convoca"}
    assert all("data:/data" in one["volumes"] for one in ours.values())
    webs = {name for name, one in ours.items() if "uvicorn" in one["command"]}
    assert len(webs) > 1
    assert {ours[name]["stop_signal"] for name in webs} == {"SIGUSR1"}
    assert set(re.findall(r"\b(web\d):8000", TEXTS["Caddyfile"])) == webs


def test_volumes_and_services_that_are_used_are_declared():
    named = {place.split(":")[0] for one in SERVICES.values() for place in one.get("volumes", [])}
    assert {name for name in named if not name.startswith(".")} == COMPOSE["volumes"].keys()
    needed = {name for one in SERVICES.values() for name in one.get("depends_on", {})}
    assert needed <= SERVICES.keys()


def test_both_proxies_hold_the_same_limits():
    assert re.findall(r"max_size (\d+)MB", TEXTS["Caddyfile"]) == ["12", "1"]
    assert re.findall(r"client_max_body_size (\d+)m", TEXTS["nginx.conf"]) == ["1", "12"]
    for name in ("Caddyfile", "nginx.conf"):
        assert "read_timeout" in TEXTS[name]
        assert "75s" in TEXTS[name]
    live = TEXTS["nginx.conf"].split("location /live/ {")[1].split("}")[0]
    assert "proxy_buffering off" in live
    assert "gzip off" in live
    caddy = TEXTS["Caddyfile"].split("handle @live {")[1].split("\n\t}")[0]
    assert "flush_interval -1" in caddy
    assert "encode" not in caddy


def test_no_address_leads_to_a_registry():
    hosts = {urlsplit(address).hostname for address in re.findall(r"\w+://[\w.@:-]+", ALL)}
    allowed = {
        "convoca",
        "database",
        "redis",
        "127.0.0.1",
        "meeting.example.org",
        "mail.example.org",
    }
    assert hosts - {None} <= allowed
    images = [one["image"] for one in SERVICES.values()]
    images += re.findall(r"^FROM (\S+)", TEXTS["Dockerfile"], re.MULTILINE)
    assert [image for image in images if "/" in image] == []
    assert "index-url" not in ALL


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_nginx_takes_its_file(tmp_path):
    # Without certificates, and on ports and in folders that anybody may use.
    mine = re.sub(r".*(ssl_certificate|listen \[::\]).*\n", "", TEXTS["nginx.conf"])
    mine = mine.replace("listen 443 ssl", "listen 127.0.0.1:58443").replace(
        "listen 80", "listen 127.0.0.1:58080"
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in kinds)
    place = tmp_path / "nginx.conf"
    place.write_text(f"pid {tmp_path}/pid;\n" + mine.replace("http {\n", "http {\n" + folders, 1))
    done = subprocess.run(
        [str(NGINX), "-t", "-c", str(place), "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
