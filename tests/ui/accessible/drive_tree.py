"""A client of assistive technology: drives the kiosk through AT-SPI alone and tells as JSON what it found.

Runs under the system's Python, since libatspi's bindings live there: `drive_tree.py STEPS`, a JSON list of
[name of a control, what the title of the next screen begins with]. Needs a session bus, the accessibility bus and a
kiosk that runs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

APPLICATION = "Patient education kiosk"
HOLDERS = {"application", "filler", "frame", "panel", "section", "list", "document frame"}
CONTROLS = {"push button", "check box", "toggle button", "radio button", "text", "entry", "password text"}
CHECKED = Atspi.StateType.CHECKED


class GoneError(Exception):
    """No screen shows: one is being exchanged for another."""


def wait(until: Callable[[], object], what: str, seconds: float = 20.0) -> object:
    """Let events come in until `until` returns something; TimeoutError that says `what` else."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            found = until()
        except (GLib.Error, GoneError):  # a screen went away while it was read
            found = None
        if found:
            return found
        time.sleep(0.03)
    raise TimeoutError(what)


def application() -> Atspi.Accessible | None:
    desktop = Atspi.get_desktop(0)
    shown = (desktop.get_child_at_index(number) for number in range(desktop.get_child_count()))
    return next((one for one in shown if one is not None and one.get_name() == APPLICATION), None)


def nodes(one: Atspi.Accessible) -> Iterator[Atspi.Accessible]:
    yield one
    for number in range(one.get_child_count()):
        child = one.get_child_at_index(number)
        if child is not None:
            yield from nodes(child)


def pane(root: Atspi.Accessible) -> Atspi.Accessible:
    """Return the screen that shows."""
    for one in nodes(root):
        if one.get_role_name() == "panel" and one.get_state_set().contains(Atspi.StateType.SHOWING):
            return one
    raise GoneError


def title(root: Atspi.Accessible) -> str:
    """Return what the screen that shows is called; '' while screens are exchanged."""
    try:
        return pane(root).get_name()
    except (GLib.Error, GoneError):
        return ""


def live(one: Atspi.Accessible) -> bool:
    states = one.get_state_set()
    return states.contains(Atspi.StateType.SENSITIVE) and states.contains(Atspi.StateType.SHOWING)


def actions(one: Atspi.Accessible) -> list[str]:
    return [Atspi.Action.get_action_name(one, number) for number in range(Atspi.Action.get_n_actions(one))]


def act(one: Atspi.Accessible | None) -> bool:
    """Do what a control does; False where it is not there, or went just now with a screen that was made anew."""
    names = actions(one) if one is not None else []
    known = next((name for name in ("Press", "Toggle") if name in names), None)
    return known is not None and bool(Atspi.Action.do_action(one, names.index(known)))


def control(root: Atspi.Accessible, name: str) -> Atspi.Accessible | None:
    found = [one for one in nodes(pane(root)) if one.get_role_name() in CONTROLS and live(one)]
    same = [one for one in found if one.get_name() == name]
    return next(iter(same or [one for one in found if one.get_name().startswith(name)]), None)


def faults(root: Atspi.Accessible) -> list[str]:
    """Return what has no name, and what can be touched and not be done."""
    shown = pane(root)
    wrong, where = [], title(root)
    for one in nodes(shown):
        role, name = one.get_role_name(), one.get_name()
        if not name and role not in HOLDERS:
            wrong.append(f"{where}: {role} without a name")
        if role in CONTROLS - {"text", "entry", "password text"} and live(one):
            if not {"Press", "Toggle"} & set(actions(one)):
                wrong.append(f"{where}: '{name}' cannot be done")
            if "SetFocus" not in actions(one):
                wrong.append(f"{where}: '{name}' cannot have the focus")
        if role in ("paragraph", "heading", "list item"):
            told = Atspi.Text.get_text(one, 0, -1)
            if told != name:
                wrong.append(f"{where}: the text '{told}' is not '{name}'")
    return wrong


def look(root: Atspi.Accessible) -> tuple[str, list[str], int]:
    """Return title, faults and number of nodes of the screen; faults seen while screens are exchanged do not last."""
    for _ in range(5):
        seen = wait(lambda: (title(root), faults(root), sum(1 for _ in nodes(pane(root)))), "a screen that stays")
        if not seen[1]:
            break
        time.sleep(0.3)
    return seen


def drive(steps: list[tuple[str, str]]) -> dict[str, object]:
    """Walk; return what was met on the way."""
    announced: list[str] = []
    listener = Atspi.EventListener.new(lambda event, *_: announced.append(str(event.any_data)))
    listener.register("object:announcement")
    root = wait(application, "the kiosk")
    titles, wrong, seen = [], [], 0
    steps = [("", ""), *steps]
    for name, following in steps:
        if name:
            wait(lambda name=name: act(control(root, name)), f"a control '{name}' on '{title(root)}'")
        try:
            wait(lambda following=following: title(root).startswith(following), f"'{following}' after '{name}'")
        except TimeoutError as error:
            raise TimeoutError(f"{error}, but '{title(root)}'") from error
        told, found, count = look(root)
        titles.append(told)
        wrong += found
        seen += count
    wait(lambda: len(announced) > 3, "announcements", 5.0)
    return {"titles": titles, "wrong": wrong, "announced": announced, "nodes": seen}


if __name__ == "__main__":
    print(json.dumps(drive(json.loads(sys.argv[1]))))
