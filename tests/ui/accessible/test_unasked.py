"""A kiosk that nobody asks for its tree does not pay for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WALK = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from kiosk.options import RunOptions
from kiosk.settings import Settings
from ui.app import build
kiosk = build(RunOptions(screen=(1920, 1080), content=Path("content/ms"), windowed=True), Settings(voice="none"))
kiosk.presenter.start()
for _ in range(5):
    QApplication.processEvents()
print(sorted(name for name in sys.modules if name.startswith("ui.accessible.") or name == "kiosk.session"))
kiosk.close()
"""


def test_the_tree_is_not_even_read_while_nobody_asks_for_it(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WALK], cwd=root, check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "['kiosk.session', 'ui.accessible.news']"
