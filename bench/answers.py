"""The reference: an application that gives the same answer to everybody, under the same server.

`python -m bench.answers uvicorn|daphne PORT`, the answer as JSON on standard input: its headers and
the number of bytes of its body.
"""

import json
import sys
from typing import Any

HEADERS: list[tuple[bytes, bytes]] = []
BODY = b""


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": message["type"] + ".complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})


def under_uvicorn(port: int) -> None:
    from uvicorn.server import Server

    from convoca.serving import uvicorn as ours

    config = ours.config("127.0.0.1", port, None, 1)
    config.app = application
    Server(config).run()


def under_daphne(port: int) -> None:
    import django

    from convoca.serving import daphne as ours

    django.setup()
    ours.Convoca(
        application,
        endpoints=[ours.endpoint("127.0.0.1", port, None)],
        server_name="",
        verbosity=0,
    ).run()


if __name__ == "__main__":
    told = json.loads(sys.stdin.readline())
    HEADERS = [(name.encode(), value.encode()) for name, value in told["headers"]]
    BODY = b"x" * int(told["size"])
    {"uvicorn": under_uvicorn, "daphne": under_daphne}[sys.argv[1]](int(sys.argv[2]))
