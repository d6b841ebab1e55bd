"""Our icon, drawn from numbers: two who talk, each with a speech bubble that reaches over the other's."""

import struct
import zlib
from collections.abc import Callable
from functools import cache

COLOR_PIXELS, OUTLINE_PIXELS = 192, 32
Colour = tuple[int, int, int, int]
Shape = Callable[[float, float], bool]

_GROUND: Colour = (0x1D, 0x4E, 0x5F, 255)
_LEFT: Colour = (0xFF, 0xFF, 0xFF, 255)
_RIGHT: Colour = (0xF2, 0xB5, 0x3A, 255)
_CLEAR: Colour = (255, 255, 255, 0)
# So many points on a side are looked at for one pixel, so that edges are smooth.
_FINE = 4


def _bubble(x: float, y: float, radius: float, tail: float) -> Shape:
    """Give a speech bubble around a point; its tail points down, to the left for -1 and to the right for 1."""

    def holds(at_x: float, at_y: float) -> bool:
        if (at_x - x) ** 2 + (at_y - y) ** 2 <= radius**2:
            return True
        down = at_y - y
        return (
            radius * 0.4 <= down <= radius * 1.35
            and 0 <= (at_x - x) * tail <= radius * 0.9 - (down - radius * 0.4) * 0.5
            and (at_x - x) * tail >= (down - radius * 0.4) * 0.55
        )

    return holds


_ONE, _OTHER = _bubble(0.40, 0.42, 0.20, -1), _bubble(0.60, 0.52, 0.20, 1)
_ONE_INSIDE, _OTHER_INSIDE = _bubble(0.36, 0.40, 0.235, -1), _bubble(0.64, 0.52, 0.235, 1)


@cache
def color_icon(pixels: int) -> bytes:
    """Give the icon in colour, filling its square, as PNG."""

    def colour(x: float, y: float) -> Colour:
        if _OTHER(x, y):
            return _RIGHT
        return _LEFT if _ONE(x, y) else _GROUND

    return _png(pixels, colour)


@cache
def outline_icon(pixels: int) -> bytes:
    """Give the icon in white on nothing, as PNG."""

    def inside(shape: Shape, x: float, y: float, width: float) -> bool:
        near = ((x + dx, y + dy) for dx in (-width, 0, width) for dy in (-width, 0, width))
        return all(shape(*each) for each in near)

    def colour(x: float, y: float) -> Colour:
        width = 0.055
        if _OTHER_INSIDE(x, y):
            return _CLEAR if inside(_OTHER_INSIDE, x, y, width) else _LEFT
        if _ONE_INSIDE(x, y) and not inside(_ONE_INSIDE, x, y, width):
            return _LEFT
        return _CLEAR

    return _png(pixels, colour)


def _png(pixels: int, colour: Callable[[float, float], Colour]) -> bytes:
    rows = b"".join(b"\0" + b"".join(bytes(_pixel(x, y, pixels, colour)) for x in range(pixels)) for y in range(pixels))
    head = struct.pack(">IIBBBBB", pixels, pixels, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def _pixel(x: int, y: int, pixels: int, colour: Callable[[float, float], Colour]) -> Colour:
    points = [(n + 0.5) / _FINE for n in range(_FINE)]
    found = [colour((x + dx) / pixels, (y + dy) / pixels) for dx in points for dy in points]
    shown = [each for each in found if each[3]] or [_CLEAR]
    red, green, blue = (sum(each[n] for each in shown) // len(shown) for n in range(3))
    return red, green, blue, sum(each[3] for each in found) // len(found)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
