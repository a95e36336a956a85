"""The printer: where pages come out, paper and toner, and that the print system keeps no page on the disk."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk import settings
from kiosk.bench_test.finding import Finding, failed, passed, untried
from kiosk.errors import KioskError
from kiosk.printing.choose import printer_for
from kiosk.printing.cups import CupsPrinter, soon, trouble_of
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.server import Server, find_server
from kiosk.printing.supplies import Supplies, ask_supplies

CUPSD_CONF = Path("/etc/cups/cupsd.conf")
SUPPLIES, SPOOL = "paper and toner", "print system"
_PAPER = {"A4": "iso_a4", "Letter": "na_letter"}
"""How the names of standard papers begin (PWG 5101.1)."""


def printer(chosen: settings.Settings) -> Finding:
    """Where do pages come out, and does the queue that is named exist?"""
    found = printer_for(chosen)
    where = found.where_it_goes()
    if isinstance(found, FolderPrinter) and not chosen.print_folder:
        do = "Set up the printer in CUPS and name its queue in 'printer', or name a 'print_folder' if files are meant."
        return failed("printer", where, do)
    return passed("printer", where)


def supplies(chosen: settings.Settings) -> Finding:
    """Is there paper of the right size, and toner?"""
    found = printer_for(chosen)
    if not isinstance(found, CupsPrinter):
        return untried(SUPPLIES, "There is no printer to ask.", "Set up the printer in CUPS, then test again.")
    return judged(ask_supplies(found), chosen.paper)


def judged(told: Supplies, paper: str) -> Finding:
    """Return what a printer's own words come to, with `paper` the size that the settings ask for."""
    trouble = trouble_of(told.reasons)
    if trouble:
        return failed(SUPPLIES, f"The printer says {', '.join(told.reasons)}.", trouble[1])
    needs, low = soon(told.reasons), [f"{one.name} {one.level} %" for one in told.markers if one.low]
    if needs or low:
        do = needs or "Change the cartridge, or lay a new one ready."
        return failed(SUPPLIES, f"The printer says {', '.join((*told.reasons, *low))}.", do)
    if told.papers and not any(name.startswith(_PAPER[paper]) for name in told.papers):
        do = f"Put {paper} into the tray, or set 'paper' to what lies in it."
        return failed(SUPPLIES, f"The trays hold {', '.join(told.papers)}, not {paper}.", do)
    levels = [f"{one.name} {one.level} %" for one in told.markers if one.level is not None]
    if not levels and not told.papers:
        do = "Open the tray and look; print the test sheet."
        return untried(SUPPLIES, "The printer tells of no trouble, and nothing of paper or toner.", do)
    return passed(SUPPLIES, f"{', '.join((*told.papers, *levels))}.")


def keeps_nothing(_: settings.Settings, conf: Path = CUPSD_CONF) -> Finding:
    """Does the print system forget each page as soon as it is printed?"""
    server = find_server()
    if server is None:
        return passed(SPOOL, "CUPS is not running here, so it keeps nothing.")
    how = f"Write 'PreserveJobFiles No' and 'PreserveJobHistory 300' into {conf}, then restart CUPS."
    if not _is_here(server):
        return untried(SPOOL, f"CUPS runs on another machine, {server.address}.", f"There: {how}")
    try:
        text = conf.read_text(encoding="utf-8", errors="replace")
    except OSError:
        do = f"Run 'sudo kiosk doctor --text', or look yourself. {how}"
        return untried(SPOOL, f"This user may not read {conf}.", do)
    files, history = _set_to(text, "PreserveJobFiles", "86400"), _set_to(text, "PreserveJobHistory", "yes")
    if files not in _OFF:
        return failed(SPOOL, f"It keeps printed pages (PreserveJobFiles {files}).", how)
    if history in _OFF:
        return failed(SPOOL, "It forgets a job so fast that the kiosk takes a printed sheet for one given up.", how)
    if not history.isdecimal() or int(history) > _LONGEST:
        return failed(SPOOL, f"It keeps a list of all that was printed (PreserveJobHistory {history}).", how)
    return passed(SPOOL, f"It keeps no page, and forgets after {history} s that there was one.")


_OFF = ("no", "off", "false", "0")
_LONGEST = 3600
"""Seconds for which a job, with its fixed title and no name, may still be known."""


def _set_to(text: str, name: str, default: str) -> str:
    """Return what a line of cupsd.conf says, the last one; else what CUPS does when nothing is said (cupsd.conf(5))."""
    said: list[str] = re.findall(rf"^\s*{name}\s+(\S+)", text, re.MULTILINE | re.IGNORECASE)
    return (said or [default])[-1].lower()


def _is_here(server: Server) -> bool:
    return server.address.startswith(("/", "localhost", "127.0.0.1"))


def sheet_words(error: KioskError) -> Finding:
    """Return that the test sheet could not be printed, and why."""
    return failed("test sheet", "It could not be printed.", str(error))
