"""What is measured: the kiosk as `kiosk` starts it, gone on to Home before its first paint."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from kiosk import paths, settings
from kiosk.options import RunOptions
from ui import app

signal.signal(signal.SIGTERM, signal.SIG_DFL)
kiosk = app.build(RunOptions(), settings.load(paths.settings_file()))
kiosk.presenter.start()
sys.exit(kiosk.application.exec())
