"""What is measured beside the kiosk: a full-screen PySide6 window with nothing in it."""

from __future__ import annotations

import signal
import sys

from PySide6.QtWidgets import QApplication, QWidget

application = QApplication(sys.argv[:1])
signal.signal(signal.SIGTERM, signal.SIG_DFL)
window = QWidget()
window.setGeometry(application.primaryScreen().geometry())
window.showFullScreen()
window.setGeometry(application.primaryScreen().geometry())
sys.exit(application.exec())
