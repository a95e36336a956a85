"""Which printer a kiosk uses: the queue its settings name, else the machine's default queue, else a folder."""

from __future__ import annotations

from pathlib import Path

from kiosk import paths
from kiosk.errors import PrinterError
from kiosk.printing.cups import CupsPrinter, default_queue
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.printer import Printer
from kiosk.printing.server import Server, find_server
from kiosk.settings import Settings


def printer_for(settings: Settings, server: Server | None = None) -> Printer:
    """Return the kiosk's printer; it may take seconds, so call it on a worker thread.

    A queue that the settings name is taken as it is: whether it works shows when it is used. PrinterError when a
    queue is named and the machine has no CUPS. A CUPS that does not answer counts as having no default queue.
    """
    server = server or find_server()
    if settings.printer:
        if server is None:
            raise PrinterError(
                f"The settings name the print queue '{settings.printer}', but CUPS is not running on this machine. "
                "Start CUPS, or leave 'printer' empty to keep pages as files."
            )
        return CupsPrinter(server, settings.printer)
    queue = _default(server)
    if server is not None and queue:
        return CupsPrinter(server, queue)
    return FolderPrinter(folder_of(settings))


def folder_of(settings: Settings) -> Path:
    """Return the folder for printed pages."""
    return Path(settings.print_folder) if settings.print_folder else paths.printed_folder()


def _default(server: Server | None) -> str | None:
    try:
        return default_queue(server) if server else None
    except PrinterError:
        return None
