"""Which key of which keyboard or keypad means what: the clinic's settings, as Qt's keys."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from kiosk.errors import SettingsError
from kiosk.settings import Settings


class Deed(StrEnum):
    """What a key can be for. The value ends the name of the setting that lists its keys."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    SELECT = "select"
    BACK = "back"
    HOME = "home"
    HELP = "help"
    LOUDER = "louder"
    QUIETER = "quieter"


ARROWS = (Deed.UP, Deed.DOWN, Deed.LEFT, Deed.RIGHT)
Keymap = Mapping[Qt.Key, Deed]


def keymap(settings: Settings) -> Keymap:
    """Return the keys that `settings` name; SettingsError where Qt knows no key of a name, or a name stands twice."""
    found: dict[Qt.Key, Deed] = {}
    for deed in Deed:
        where = f"keypad_{deed}"
        for name in named(getattr(settings, where)):
            key = key_called(name, where)
            if key in found:
                raise SettingsError(
                    f"The key '{name}' stands in both 'keypad_{found[key]}' and '{where}'. Take it out of one."
                )
            found[key] = deed
    return MappingProxyType(found)


def named(listed: str) -> list[str]:
    """Return the names in a list such as 'Return, Space'."""
    return [name.strip() for name in listed.split(",") if name.strip()]


def key_called(name: str, where: str) -> Qt.Key:
    """Return the key that Qt calls `name`; SettingsError naming the setting `where` if there is none."""
    sequence = QKeySequence.fromString(name, QKeySequence.SequenceFormat.PortableText)
    key = sequence[0].key() if sequence.count() == 1 else Qt.Key.Key_unknown  # type: ignore[index]  # stub of 6.11
    if key == Qt.Key.Key_unknown:
        raise SettingsError(f"'{where}' names a key '{name}', which there is not. Keys are called Up, Return, F1, A.")
    return Qt.Key(key)
