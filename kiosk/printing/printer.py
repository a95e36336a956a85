"""The port that every printer stands behind, and what it says of a job."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.errors import PrinterError


class Phase(StrEnum):
    """How a job fares; the screen has one set of words for each."""

    PRINTING = "printing"
    """Waiting its turn, or on its way to paper."""
    PRINTED = "printed"
    NO_PAPER = "no paper"
    """Goes on by itself when there is paper again."""
    OTHER_PAPER = "other paper"
    """The paper in it has another size or kind; goes on by itself when the right one is in."""
    STUCK = "stuck"
    """Paper is jammed."""
    OPEN = "open"
    """A cover, a door or another part is open."""
    NEEDS_STAFF = "needs staff"
    """A tray is full or missing, toner has run out: a person must look at the printer."""
    UNREACHABLE = "unreachable"
    """Switched off, unplugged, or the print system does not answer."""
    STOPPED = "stopped"
    """Staff or the printer stopped the queue or the job."""
    CANCELLED = "cancelled"
    """Someone took the job back, at the kiosk or in the print system."""


class QueueError(PrinterError):
    """The print system answers, but has no such queue, or takes no jobs for it: no printer was asked."""


FINAL = frozenset({Phase.PRINTED, Phase.CANCELLED})
"""Phases that never change again. `STOPPED` may: `JobState.over` says whether the job is gone."""


@dataclass(frozen=True, slots=True)
class Job:
    """A handout on its way: a number or name that the printer gave it. It says nothing of the person."""

    id: str
    counted: bool = False
    """Whether the count of its pages is the printer's own (`JobState.pages`)."""


@dataclass(frozen=True, slots=True)
class JobState:
    """What is known of a job now."""

    phase: Phase
    over: bool
    """Nothing more will happen to this job."""
    message: str = ""
    """For staff, in the words of the kiosk: what is the matter, or soon will be, and what to do."""
    pages: int = 0
    """Pages that are done, by the printer's own count, while it prints; 0 where it has told none."""


class Printer(Protocol):
    """Takes PDFs. Each method may take seconds, and raises PrinterError with words for staff when it cannot."""

    @property
    def name(self) -> str:
        """The name that staff know it by."""

    def where_it_goes(self) -> str:
        """Say in a sentence for staff where pages come out."""

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        """Hand over a PDF, to be printed `copies` times."""

    def state(self, job: Job) -> JobState:
        """Return how a job fares."""

    def cancel(self, job: Job) -> None:
        """Take a job back; one that is over is left as it is."""
