"""Whether another program shows windows where the kiosk stands.

On X the server itself is asked, through the library that Qt's own plugin brings. Under Wayland no program may ask that
of another; there the processes that hold Wayland's client library and the same display are looked for.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.bench_test.finding import Finding, failed, passed, untried

NAME = "other programs"
_VIEWABLE = 2
_MAP_STATE = 26
"""Where a window's state lies in the answer about its attributes (X protocol, GetWindowAttributes)."""
_CLASS_ATOM, _NAME_ATOM, _ANY = 67, 39, 0
_OWN = ("kiosk",)
_SERVERS = ("Xwayland",)
"""Clients of Wayland that show nothing of their own."""
_FRAMES = 3
"""So many windows deep a window manager may put a program's own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A window that can be seen: whose it is, and its size in pixels."""

    name: str
    width: int
    height: int


def others(own: int = 0) -> Finding:
    """Does anything else show on the screen? `own` is the X window of the caller, 0 when it has none."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return _judged(sorted(set(_wayland_clients(Path("/proc"), os.getpid()))))
    if not os.environ.get("DISPLAY"):
        return untried(NAME, "There is no screen to look at.", "Run 'kiosk doctor' in the session of the screen.")
    try:
        windows = tuple(_x_windows(own))
    except OSError as error:
        return untried(NAME, f"The screen could not be asked: {error}.", "Look yourself: only the kiosk may show.")
    return _judged([f"{one.name} ({one.width} x {one.height} pixels)" for one in windows])


def _judged(found: list[str]) -> Finding:
    if found:
        found_too = f"These can show windows here too: {', '.join(found)}."
        return failed(NAME, found_too, "End them, and let nothing start them.")
    return passed(NAME, "Nothing else shows on this screen.")


def _wayland_clients(proc: Path, own: int) -> Iterator[str]:
    mine = {own, *_parents(proc, own)}
    for folder in proc.iterdir():
        if not folder.name.isdigit() or int(folder.name) in mine:
            continue
        try:
            holds = b"libwayland-client" in (folder / "maps").read_bytes()
            name = (folder / "comm").read_text().strip()
        except OSError:
            continue  # it has ended, or is another user's: that one can't reach our display either
        if holds and name not in _SERVERS:
            yield name


def _parents(proc: Path, number: int) -> Iterator[int]:
    while number > 1:
        try:
            number = int((proc / str(number) / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            return
        yield number


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Roots(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(ctypes.c_uint32)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


class _Xcb:
    """As much of libxcb as a look at the top windows takes. OSError when the library or the server is not there."""

    def __init__(self) -> None:
        self._lib = lib = ctypes.CDLL("libxcb.so.1")
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = [ctypes.c_void_p]
        lib.xcb_connect.restype = lib.xcb_get_setup.restype = ctypes.c_void_p
        lib.xcb_setup_roots_iterator.restype = _Roots
        self.connection = ctypes.c_void_p(lib.xcb_connect(None, None))
        if lib.xcb_connection_has_error(self.connection):
            self.close()
            raise OSError("no X server answers at this display")
        setup = ctypes.c_void_p(lib.xcb_get_setup(self.connection))
        self.root = int(lib.xcb_setup_roots_iterator(setup).data[0])

    def close(self) -> None:
        """Hang up."""
        self._lib.xcb_disconnect(self.connection)

    def ask(self, question: str, *arguments: int) -> bytes:
        """Return the answer's bytes; OSError when the window is gone."""
        send, fetch = getattr(self._lib, question), getattr(self._lib, f"{question}_reply")
        send.restype, fetch.restype = _Cookie, ctypes.c_void_p
        answer = fetch(self.connection, send(self.connection, *map(ctypes.c_uint32, arguments)), None)
        if not answer:
            raise OSError("the window is gone")
        length = 32 + 4 * int.from_bytes(ctypes.string_at(answer + 4, 4), "little")
        data = ctypes.string_at(answer, length)
        self._free(answer)
        return data


def _x_windows(own: int) -> Iterator[Shown]:
    """Yield the visible top windows that are not the caller's, nor the kiosk's own."""
    x = _Xcb()
    try:
        tree = x.ask("xcb_query_tree", x.root)
        count = int.from_bytes(tree[16:18], "little")
        for at in range(32, 32 + 4 * count, 4):
            window = int.from_bytes(tree[at : at + 4], "little")
            try:
                shown = _shown(x, window)
            except OSError:
                continue  # it closed while we looked
            if shown is not None and not _is_ours(x, window, own, shown):
                yield shown
    finally:
        x.close()


def _is_ours(x: _Xcb, window: int, own: int, shown: Shown) -> bool:
    """Tell whether it is the caller's window, in a frame of the window manager or not, or another of the kiosk."""
    return own in _inside(x, window, _FRAMES) or shown.name.lower() in _OWN


def _inside(x: _Xcb, window: int, deep: int) -> set[int]:
    tree = x.ask("xcb_query_tree", window) if deep else b""
    found = {window}
    for at in range(32, len(tree), 4):
        found |= _inside(x, int.from_bytes(tree[at : at + 4], "little"), deep - 1)
    return found


def _shown(x: _Xcb, window: int) -> Shown | None:
    if x.ask("xcb_get_window_attributes", window)[_MAP_STATE] != _VIEWABLE:
        return None
    box = x.ask("xcb_get_geometry", window)
    width, height = (int.from_bytes(box[at : at + 2], "little") for at in (16, 18))
    if width < 2 or height < 2:
        return None  # helpers of toolkits, a pixel large, that nobody sees
    name = _property(x, window, _CLASS_ATOM) or _property(x, window, _NAME_ATOM) or "a nameless window"
    return Shown(name, width, height)


def _property(x: _Xcb, window: int, atom: int) -> str:
    answer = x.ask("xcb_get_property", 0, window, atom, _ANY, 0, 64)
    length = int.from_bytes(answer[16:20], "little") * max(1, answer[1] // 8)
    return answer[32 : 32 + length].decode("utf-8", "replace").strip("\0").split("\0")[-1]
