"""Pictures that were looked at once and kept, beside which drawings are held.

After a wanted change, or for a new one: WRITE_PICTURES=1, and look at what was written.
"""

import io
import os
from pathlib import Path

from PIL import Image

VISIBLE = 48
PAPER = 224
ALLOWED = 0.05


def assert_looks_as(drawn: bytes, kept: Path) -> None:
    """Holds a PNG beside a kept one: of the same size, and hardly a drawn pixel differs visibly.

    Bytes are not compared: processors round the edges of letters each in its way.
    """
    if os.environ.get("WRITE_PICTURES"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(drawn)
    size, pixels = _grey(drawn)
    wanted_size, wanted = _grey(kept.read_bytes())
    assert size == wanted_size
    different = sum(abs(a - b) > VISIBLE for a, b in zip(pixels, wanted, strict=True))
    drawn_on = sum(value < PAPER for value in wanted)
    assert different / drawn_on < ALLOWED


def _grey(png: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(png)) as picture:
        grey = picture.convert("L")
        return grey.size, grey.tobytes()
