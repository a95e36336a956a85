"""A print queue of CUPS behind the `Printer` port, and the list of queues.

Jobs carry a fixed title, so that no list of jobs tells of a person. State is asked of the job and of the printer,
and reasons are matched by their beginning: a printer may say 'media-empty', 'media-empty-error' or '-warning'.
The page being printed is told where the count is the printer's own: pages reach it as they are, over IPP, and the one
filter before it is asked not to count (`page-logging`). All other filters of CUPS 2.4 count pages as they pass them on,
long before they are paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import quote

from kiosk.errors import PrinterError
from kiosk.printing.ipp import Attribute, Group, Operation, Tag, Value
from kiosk.printing.printer import Job, JobState, Phase, QueueError
from kiosk.printing.server import Server

TITLE = "handout"
_NOT_FOUND = 0x0406
_NOT_POSSIBLE = 0x0404
_PRINTER_WISHES = ("printer-name", "printer-state", "printer-state-reasons", "printer-state-message", "printer-info",
                   "printer-location", "printer-is-accepting-jobs")  # fmt: skip
_JOB_WISHES = ("job-state", "job-state-reasons", "job-printer-state-message", "job-impressions-completed")
_AS_THEY_ARE = re.compile(rb'^\*cupsFilter2: *"application/vnd\.cups-pdf +application/pdf +\d+ +-"', re.MULTILINE)
"""In the description of a queue (PPD) whose printer takes PDF: nothing makes pictures of its pages."""

_REASONS: Mapping[str, tuple[Phase, str]] = MappingProxyType({
    "media-empty": (Phase.NO_PAPER, "The printer is out of paper. Put paper in: it goes on by itself."),
    "media-needed": (Phase.OTHER_PAPER, "The printer asks for other paper. Put that in: it goes on by itself."),
    "media-jam": (Phase.STUCK, "Paper is stuck in the printer. Take it out: printing goes on by itself."),
    "cover-open": (Phase.OPEN, "A cover of the printer is open. Close it."),
    "door-open": (Phase.OPEN, "A door of the printer is open. Close it."),
    "interlock-open": (Phase.OPEN, "A part of the printer is open. Close it."),
    "input-tray-missing": (Phase.NEEDS_STAFF, "The paper tray is not in the printer. Push it in."),
    "output-area-full": (Phase.NEEDS_STAFF, "The tray for printed pages is full. Empty it."),
    "output-tray-missing": (Phase.NEEDS_STAFF, "The tray for printed pages is missing. Put it in."),
    "toner-empty": (Phase.NEEDS_STAFF, "The printer is out of toner. Change the cartridge."),
    "marker-supply-empty": (Phase.NEEDS_STAFF, "The printer is out of ink or toner. Change the cartridge."),
    "offline": (Phase.UNREACHABLE, "The printer is off or unplugged. Switch it on and check its cable."),
    "shutdown": (Phase.UNREACHABLE, "The printer is off. Switch it on."),
    "timed-out": (Phase.UNREACHABLE, "The printer does not answer. Check that it is on and its cable is in."),
    "paused": (Phase.STOPPED, "The print queue is stopped. Start it again in CUPS: it goes on by itself."),
    "moving-to-paused": (Phase.STOPPED, "The print queue is being stopped. Start it again in CUPS."),
    "stopped": (Phase.STOPPED, "The print queue is stopped. Start it again in CUPS: it goes on by itself."),
})  # fmt: skip
"""By the beginning of an IPP reason (RFC 8011, 5.4.12), the gravest first where a printer gives several."""

_SOON: Mapping[str, str] = MappingProxyType({
    "toner-low": "Toner is low. Have a new cartridge ready.",
    "marker-supply-low": "Ink or toner is low. Have a new cartridge ready.",
    "marker-waste-almost-full": "The box for waste toner is almost full. Have a new one ready.",
    "media-low": "Paper is low. Put more in.",
    "output-area-almost-full": "The tray for printed pages is almost full. Empty it.",
})  # fmt: skip
"""What hinders no job yet (RFC 8011, 5.4.12): told to staff, never to a patient."""

_UNREACHABLE_WORDS = ("may not exist or is unavailable", "unable to locate printer", "unable to connect")
"""What CUPS's network backends write in 'printer-state-message' while they wait: they give no reason for it."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A print queue of this machine."""

    name: str
    description: str
    accepting: bool
    reasons: tuple[str, ...]
    default: bool


class CupsPrinter:
    """One queue. PrinterError when the queue is not there, refuses jobs, or CUPS does not answer in time."""

    def __init__(self, server: Server, queue: str) -> None:
        self._server = server
        self._queue = queue
        self._path = f"/printers/{quote(queue, safe='')}"
        self._uri = Attribute(Tag.URI, "printer-uri", (server.uri(self._path),))

    @property
    def name(self) -> str:
        """The queue's name."""
        return self._queue

    def where_it_goes(self) -> str:
        """Say which printer it is and where it stands."""
        group = self.told()
        place = _word(group, "printer-location")
        what = _word(group, "printer-info") or self._queue
        return f"Pages come out of {what}{f', {place}' if place else ''} (queue '{self._queue}')."

    def told(self, wishes: Sequence[str] = _PRINTER_WISHES) -> Group:
        """Return what the printer last told of the attributes named in `wishes`."""
        answer = self._server.ask(Operation.GET_PRINTER_ATTRIBUTES, self._path, (self._uri, _requested(wishes)))
        if answer.status >= 0x0100:
            raise self._refused(answer.status, _word(answer.first(Tag.OPERATION), "status-message"))
        return answer.first(Tag.PRINTER)

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        """Hand over a PDF, on one side of the paper, `copies` times."""
        wishes = (
            self._uri, Attribute(Tag.NAME, "job-name", (TITLE,)), Attribute(Tag.NAME, "document-name", (TITLE,)),
            Attribute(Tag.MIME, "document-format", ("application/pdf",)),
        )  # fmt: skip
        how = [Attribute(Tag.KEYWORD, "sides", ("one-sided",))]
        if counted := self._is_counted():  # elsewhere a clinic's own list of printed pages keeps what CUPS counts
            how.append(Attribute(Tag.KEYWORD, "page-logging", ("off",)))
        if copies > 1:
            how.append(Attribute(Tag.INTEGER, "copies", (copies,)))
        answer = self._server.ask(Operation.PRINT_JOB, self._path, wishes, pdf, how)
        number = answer.first(Tag.JOB).get("job-id")
        if answer.status >= 0x0100 or not number:
            raise self._refused(answer.status, _word(answer.first(Tag.OPERATION), "status-message"))
        return Job(str(number[0]), counted)

    def state(self, job: Job) -> JobState:
        """Return how a job fares, from the job's own state and, while it waits, the printer's reasons."""
        answer = self._server.ask(Operation.GET_JOB_ATTRIBUTES, self._path, (*self._job(job), _requested(_JOB_WISHES)))
        if answer.status >= 0x0100:
            return JobState(Phase.STOPPED, over=True, message=f"CUPS knows nothing of job {job.id} any more.")
        found = answer.first(Tag.JOB)
        over = _ended(found)
        if over is None:
            return _waiting(found, self.told(), job.counted)
        if over.phase is Phase.PRINTED:
            with suppress(PrinterError):  # it is on paper, whatever is wrong from now on
                return replace(over, message=soon(_reasons(self.told())))
        return over

    def cancel(self, job: Job) -> None:
        """Take a job back; one that is over is left as it is."""
        answer = self._server.ask(Operation.CANCEL_JOB, self._path, self._job(job))
        if answer.status >= 0x0100 and answer.status not in (_NOT_FOUND, _NOT_POSSIBLE):
            words = _word(answer.first(Tag.OPERATION), "status-message")
            said = words or hex(answer.status)
            raise PrinterError(f"Job {job.id} could not be taken back: {said}. Stop it in CUPS.")

    def _is_counted(self) -> bool:
        """Return whether what CUPS counts for a job is what the printer counts."""
        with suppress(PrinterError):  # what is wrong with the queue is told when the job is handed over
            device = _word(self.told(("device-uri",)), "device-uri")
            description = self._server.file(f"{self._path}.ppd") if device.startswith(("ipp:", "ipps:")) else b""
            return bool(_AS_THEY_ARE.search(description))
        return False

    def _job(self, job: Job) -> tuple[Attribute, ...]:
        return self._uri, Attribute(Tag.INTEGER, "job-id", (int(job.id),))

    def _refused(self, status: int, words: str) -> PrinterError:
        if status == _NOT_FOUND:
            return QueueError(f"There is no print queue '{self._queue}'. 'kiosk printers' lists those there are.")
        said = words or hex(status)
        return QueueError(f"The queue '{self._queue}' does not take jobs: {said}. Look at it in CUPS.")


def _requested(names: Sequence[str]) -> Attribute:
    return Attribute(Tag.KEYWORD, "requested-attributes", tuple(names))


def _ended(job: Group) -> JobState | None:
    """Return the end of a job: canceled 7, aborted 8, completed 9 (RFC 8011, 5.3.7); None while it lives."""
    state = _number(job, "job-state")
    if state == 9:
        return JobState(Phase.PRINTED, over=True)
    if state == 8:
        return JobState(Phase.STOPPED, over=True, message="The printer gave the job up. Print it again.")
    if state == 7:
        # CUPS has no reason of its own for this, only its backend's words.
        if "at printer" in _word(job, "job-printer-state-message"):
            return JobState(Phase.STOPPED, over=True, message="The job was cancelled at the printer. Print it again.")
        return JobState(Phase.CANCELLED, over=True)
    return None


def _waiting(job: Group, printer: Group, counted: bool) -> JobState:
    """Return how a living job fares. A reason may be left over from before, so what is surer is looked at first."""
    reasons = _reasons(printer)
    said = f"{_word(printer, 'printer-state-message')} {_word(job, 'job-printer-state-message')}".lower()
    if _number(printer, "printer-state") == 5 and "paused" in reasons:
        return JobState(Phase.STOPPED, over=False, message=_REASONS["paused"][1])
    if any(words in said for words in _UNREACHABLE_WORDS):
        return JobState(Phase.UNREACHABLE, over=False, message=_REASONS["timed-out"][1])
    trouble = trouble_of(reasons)
    if trouble:
        return JobState(trouble[0], over=False, message=trouble[1])
    if _number(printer, "printer-state") == 5:
        return JobState(Phase.STOPPED, over=False, message=_REASONS["paused"][1])
    pages = _number(job, "job-impressions-completed") if counted else 0
    return JobState(Phase.PRINTING, over=False, message=soon(reasons), pages=pages)


def _reasons(printer: Group) -> list[str]:
    return [str(reason) for reason in printer.get("printer-state-reasons", ())]


def soon(reasons: Sequence[str]) -> str:
    """Return in a sentence or two what a printer with these `reasons` will soon need; empty where nothing."""
    return " ".join(words for start, words in _SOON.items() if any(one.startswith(start) for one in reasons))


def trouble_of(reasons: Sequence[str]) -> tuple[Phase, str] | None:
    """Return the gravest of a printer's `reasons` with what to do, for staff; None when nothing hinders it."""
    for start, told in _REASONS.items():
        if any(reason.startswith(start) for reason in reasons):
            return told
    return None


def _number(group: Group, name: str) -> int:
    value = group.get(name, (0,))[0]
    return value if isinstance(value, int) else 0


def _word(group: Group, name: str) -> str:
    value: Value = group.get(name, ("",))[0]
    return value if isinstance(value, str) else ""


def default_queue(server: Server) -> str | None:
    """Return the name of the machine's default queue; None when it has none."""
    answer = server.ask(Operation.CUPS_GET_DEFAULT, "/", (_requested(("printer-name",)),))
    return _word(answer.first(Tag.PRINTER), "printer-name") or None


def queues(server: Server) -> tuple[Queue, ...]:
    """Return the machine's queues, by name."""
    default = default_queue(server)
    answer = server.ask(Operation.CUPS_GET_PRINTERS, "/", (_requested(_PRINTER_WISHES),))
    found = (
        Queue(
            name=_word(group, "printer-name"),
            description=_word(group, "printer-info"),
            accepting=bool(group.get("printer-is-accepting-jobs", (True,))[0]),
            reasons=tuple(str(reason) for reason in group.get("printer-state-reasons", ()) if reason != "none"),
            default=_word(group, "printer-name") == default,
        )
        for group in answer.all(Tag.PRINTER)
    )
    return tuple(sorted(found, key=lambda queue: queue.name))
