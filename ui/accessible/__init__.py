"""The glass as a tree for assistive technology (AT-SPI): names, roles, states, text, and what has changed.

Qt tells of its own widgets; what is drawn by hand is told of here. A kiosk that nobody asks for its tree never reads
more of this room than this file. Uses what lies on a stage; knows no screen and no session.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface


@cache
def install() -> None:
    """Have Qt ask this room for the tree, once; before the first widget is made, since Qt asks once for each."""
    QAccessible.installFactory(_interface)


def _interface(_: str, one: QObject) -> QAccessibleInterface | None:
    from ui.accessible.tree import interface  # first read when somebody asks

    return interface(one)
