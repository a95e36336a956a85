"""The machine: disk, memory, and that nothing a person typed can reach a disk through swap or a core dump."""

from __future__ import annotations

import os
import re
import resource
import shutil
from collections.abc import Sequence
from pathlib import Path

from kiosk import paths
from kiosk.bench_test.finding import Finding, failed, passed, untried

FREE_DISK_MB = 500
"""Room that printing and a new bundle want on the disk."""
FREE_MEMORY_MB = 1000
"""Room that the voice (490 MB, resources/docs/speed.md) and printing want in the memory."""
PROC, SYS = Path("/proc"), Path("/sys")
CONFIGURED = (Path("/usr/lib"), Path("/run"), Path("/etc"))
"""Where systemd looks for its settings, each stronger than the one before."""


def disk() -> Finding:
    """Is there room, and may the kiosk write where it prints and keeps its settings?"""
    home = paths.home()
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    if not os.access(nearest, os.W_OK):
        return failed("disk", f"{nearest} cannot be written to.", "Give this user the folder, or set KIOSK_HOME.")
    free = shutil.disk_usage(nearest).free // 1_000_000
    if free < FREE_DISK_MB:
        return failed("disk", f"Only {free} MB free at {nearest}.", f"Make room: {FREE_DISK_MB} MB are wanted.")
    return passed("disk", f"{free} MB free at {nearest}.")


def memory(proc: Path = PROC) -> Finding:
    """Is there room for the voice beside the screen?"""
    told = _text(proc / "meminfo")
    found = re.search(r"^MemAvailable:\s+(\d+) kB", told, re.MULTILINE)
    if found is None:
        return untried("memory", "This machine does not tell.", "Look how much memory is free: 1 GB is wanted.")
    free = int(found[1]) // 1000
    if free < FREE_MEMORY_MB:
        do = f"End other programs or put memory in: {FREE_MEMORY_MB} MB are wanted for the voice."
        return failed("memory", f"Only {free} MB free.", do)
    return passed("memory", f"{free} MB free.")


def swap(proc: Path = PROC, sys: Path = SYS) -> Finding:
    """Can what a person typed be written to a disk with the memory?"""
    told = _text(proc / "swaps")
    if not told:
        return untried("swap", "This machine does not tell.", "Look with 'swapon --show': nothing should be listed.")
    areas = [line.split()[0] for line in told.splitlines()[1:] if line.strip()]
    open_areas = [area for area in areas if not _in_memory_or_encrypted(Path(area), sys)]
    if open_areas:
        do = "Run 'swapoff -a' and take the swap lines out of /etc/fstab, or encrypt them."
        return failed("swap", f"Memory may be written to {', '.join(open_areas)}.", do)
    return passed("swap", f"Only in memory or encrypted: {', '.join(areas)}." if areas else "Off.")


def _in_memory_or_encrypted(area: Path, sys: Path) -> bool:
    name = area.resolve().name
    return name.startswith("zram") or _text(sys / "block" / name / "dm" / "uuid").startswith("CRYPT-")


def core_dumps(proc: Path = PROC, configured: Sequence[Path] = CONFIGURED, soft_limit: int | None = None) -> Finding:
    """Is the memory of a program that crashes written anywhere? `soft_limit` stands in for this process's own."""
    limit = resource.getrlimit(resource.RLIMIT_CORE)[0] if soft_limit is None else soft_limit
    pattern = _text(proc / "sys" / "kernel" / "core_pattern").strip()
    if not pattern or pattern.startswith(("|/bin/false", "|/bin/true")):
        return passed("core dumps", "Written nowhere.")
    if pattern.startswith("|") and "systemd-coredump" not in pattern:
        do = "Write 'kernel.core_pattern=|/bin/false' into /etc/sysctl.d/60-kiosk.conf and start the machine again."
        return failed("core dumps", f"They are handed to {pattern[1:].split()[0]}, limit or not.", do)
    if limit == 0:
        return passed("core dumps", "Off: the limit is 0.")
    if pattern.startswith("|") and _stores_nothing(configured):
        return passed("core dumps", "Off: systemd-coredump keeps none.")
    do = "Set LimitCORE=0 in the kiosk's unit, or 'ulimit -c 0', and Storage=none in /etc/systemd/coredump.conf."
    return failed("core dumps", "The memory of a program that crashes is written to the disk.", do)


def _stores_nothing(configured: Sequence[Path]) -> bool:
    """Tell what systemd makes of its files: first the plain ones, then those of the folders by their names."""
    added = {file.name: file for root in configured for file in (root / "systemd/coredump.conf.d").glob("*.conf")}
    files = [*(root / "systemd/coredump.conf" for root in configured), *(added[name] for name in sorted(added))]
    set_to = re.findall(r"^\s*Storage\s*=\s*(\w+)", "\n".join(map(_text, files)), re.MULTILINE)
    return set_to[-1:] == ["none"]


def _text(path: Path) -> str:
    """Return what a file of the system says; '' when it is not there or not for us."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
