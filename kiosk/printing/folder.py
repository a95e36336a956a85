"""A folder in place of a printer: for a kiosk without a queue, for demonstrations and for tests."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.errors import PrinterError
from kiosk.files import write_whole
from kiosk.printing.printer import Job, JobState, Phase


class FolderPrinter:
    """Writes each PDF to a file that only the kiosk's own user may read; its name says when, not who."""

    name = "folder"

    def __init__(self, folder: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self.folder = folder
        self._now = now

    def where_it_goes(self) -> str:
        """Say where the files lie."""
        return f"There is no printer. Pages are kept as files in {self.folder}."

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        """Write the file, once whatever the `copies`; PrinterError when the folder cannot be written."""
        name = f"handout-{self._now():%Y-%m-%d-%H%M%S}-{secrets.token_hex(4)}.pdf"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self.folder / name, pdf, 0o600)
        except OSError as error:
            reason = error.strerror or error
            raise PrinterError(
                f"Cannot write to {self.folder}: {reason}. Check the folder, its rights and the disk."
            ) from error
        return Job(name)

    def path(self, job: Job) -> Path:
        """Return the file of a job."""
        return self.folder / Path(job.id).name

    def state(self, job: Job) -> JobState:
        """Return `PRINTED` while the file is there, `CANCELLED` once it is gone."""
        path = self.path(job)
        if path.is_file():
            return JobState(Phase.PRINTED, over=True, message=f"The pages lie in {path}.")
        return JobState(Phase.CANCELLED, over=True, message=f"{path} is not there any more.")

    def cancel(self, job: Job) -> None:
        """Leave the file: it is printed. (A job of a folder is over as soon as it is handed over.)"""
