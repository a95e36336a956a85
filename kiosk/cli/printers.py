"""`kiosk printers`: the print queues of this machine, and where the kiosk's pages go."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from kiosk import paths, settings
from kiosk.errors import PrinterError

HELP = "List print queues and say where the kiosk's pages go."
EXAMPLES = """
kiosk printers
kiosk printers --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk printers`."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file that names the queue")
    parser.add_argument("--json", action="store_true", help="print JSON: used, where, trouble, queues")


def run(args: argparse.Namespace) -> int:
    """List the queues; PrinterError when the settings name one that does not work."""
    from kiosk.printing.choose import printer_for
    from kiosk.printing.cups import Queue, queues
    from kiosk.printing.server import find_server

    table = settings.load(args.settings or paths.settings_file())
    server = find_server()
    found: tuple[Queue, ...] = ()
    trouble = "" if server else "CUPS is not running on this machine."
    try:
        found = queues(server) if server else ()
    except PrinterError as silent:
        trouble = str(silent)
    printer = printer_for(table, server)
    where = printer.where_it_goes()
    if args.json:
        rows = [dataclasses.asdict(queue) for queue in found]
        print(json.dumps({"used": printer.name, "where": where, "trouble": trouble, "queues": rows}, indent=2))
        return 0
    for queue in found:
        print(_row(queue.name, queue.description, queue.default, queue.accepting, queue.reasons))
    if found and printer.name not in {queue.name for queue in found}:
        print("None of these is used: make one the default (lpadmin -d NAME), or name it as 'printer' in the settings.")
    if trouble:
        print(trouble)
    print(where)
    return 0


def _row(name: str, description: str, default: bool, accepting: bool, reasons: tuple[str, ...]) -> str:
    notes = [description] if description and description != name else []
    notes += ["the default"] if default else []
    notes += [] if accepting else ["takes no jobs"]
    notes += reasons
    return f"{name}: {', '.join(notes)}" if notes else name
