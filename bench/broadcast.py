"""The reference: a bare `websockets.broadcast()`. One line on standard input is one message.

`python -m bench.broadcast PORT`
"""

import asyncio
import sys

from websockets.asyncio.server import ServerConnection, broadcast, serve


async def main(port: int) -> None:
    followers: set[ServerConnection] = set()

    async def follow(line: ServerConnection) -> None:
        followers.add(line)
        try:
            await line.wait_closed()
        finally:
            followers.discard(line)

    options = {"compression": None, "ping_interval": None, "backlog": 4096}
    async with serve(follow, "127.0.0.1", port, **options):  # type: ignore[arg-type]
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while message := await reader.readline():
            broadcast(followers, message.decode().rstrip("\n"))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
