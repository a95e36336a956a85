"""The guide's own keys, as the clinic's settings name them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kiosk.settings import Settings
from ui.keys.keymap import key_called, named

MEANINGS = ("guide", "stop", "again", "slower", "headset_in", "headset_out")
"""What they are for, as their settings `guide_key_...` end."""


def guide_keys(settings: Settings) -> dict[Qt.Key, str]:
    """Return what the keys in `settings` mean to the guide; SettingsError where Qt knows no key of a name."""
    found = {}
    for meaning in MEANINGS:
        where = f"guide_key_{meaning}"
        for name in named(getattr(settings, where)):
            found[key_called(name, where)] = meaning
    return found
