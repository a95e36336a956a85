"""The same contacts in a browser: a page with the kiosk's rectangles as buttons, touched by Chromium's own protocol.

Real time: a browser's gestures have stopwatches of their own, so that ten thousand taps would take hours; several
pages are touched at once and the interval of each share is told.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from random import Random
from typing import Any

from tests.tremor.hand import Contact, Hand, Severity
from tests.tremor.trial import MOST, Shown, Tally
from ui.touch.taps import Target

PAGES = 4
"""Pages touched at the same time."""
_SETTLE = 0.7
"""Seconds after a touch within which its click has come."""
_PIXELS = 3.64
"""A millimetre: as on the 23.8 inch glass."""
_PAGE = (
    "<!doctype html><meta name=viewport content='width=device-width,user-scalable=no'>"
    "<style>*{touch-action:manipulation}body{margin:0;overflow:hidden}button{position:absolute}</style><body>"
)
_SHOW = """(rectangles => { window.chosen = []; document.body.replaceChildren(...rectangles.map((box, at) => {
  const one = document.createElement('button'); one.disabled = !box.live;
  Object.assign(one.style, {left: box.x+'px', top: box.y+'px', width: box.w+'px', height: box.h+'px'});
  one.onclick = () => chosen.push(at); return one; })); })"""
_FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
)  # fmt: skip


def missing() -> str:
    """Return why no browser can be touched here; nothing if one can."""
    return "" if shutil.which("chromium") else "Chromium is not installed (Debian: apt-get install chromium)"


def browse(screens: Sequence[Shown], severity: Severity, taps: int) -> Tally:
    """Let a hand mean `taps` controls of the page; return what came of it. RuntimeError if the browser ends."""
    return asyncio.run(_browse(screens, severity, taps))


async def _browse(screens: Sequence[Shown], severity: Severity, taps: int) -> Tally:
    tally = Tally()
    async with _browser() as browser:
        work = []
        for number in range(PAGES):
            page = await browser.page(screens[0])
            hand = Hand(severity, number, screens[0].width, screens[0].height)
            work.append(page.trial(hand, screens, taps // PAGES + (number < taps % PAGES), tally, number))
        await asyncio.gather(*work)
    return tally


class _Browser:
    """Chromium at the other end of two pipes: JSON messages with a NUL after each."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.WriteTransport) -> None:
        self._reader, self._writer = reader, writer
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0

    async def listen(self) -> None:
        """Hand each answer to whoever asked."""
        while True:
            try:
                message = json.loads((await self._reader.readuntil(b"\0"))[:-1])
            except asyncio.IncompleteReadError:
                for one in self._waiting.values():
                    one.set_exception(RuntimeError("Chromium ended by itself"))
                return
            waiting = self._waiting.pop(message.get("id", 0), None)
            if waiting is not None:
                waiting.set_result(message)

    async def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Ask the browser for something; RuntimeError with its words if it refuses."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        answer = self._waiting[self._number] = asyncio.get_running_loop().create_future()
        self._writer.write(json.dumps(message).encode() + b"\0")
        told = await answer
        if "error" in told:
            raise RuntimeError(f"{method}: {told['error']['message']}")
        return dict(told["result"])

    async def page(self, shown: Shown) -> _Page:
        """Open a page of the size of a screen that takes touches."""
        made = await self.ask("Target.createTarget", url="about:blank", newWindow=True)
        attached = await self.ask("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        page = _Page(self, attached["sessionId"])
        size = {"width": round(shown.width * _PIXELS), "height": round(shown.height * _PIXELS)}
        await page.ask("Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=1, mobile=False)
        await page.ask("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=10)
        frame = (await page.ask("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        await page.ask("Page.setDocumentContent", frameId=frame, html=_PAGE)
        return page


class _Page:
    """One page, and the fingers that lie on it."""

    def __init__(self, browser: _Browser, session: str) -> None:
        self._browser, self._session = browser, session
        self._lying: dict[int, tuple[float, float]] = {}

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask for something of this page."""
        return await self._browser.ask(method, self._session, **params)

    async def trial(self, hand: Hand, screens: Sequence[Shown], taps: int, tally: Tally, seed: int) -> None:
        """Mean `taps` controls, one after the other, each until something is chosen."""
        random = Random(seed)
        for _ in range(taps):
            shown = random.choice(screens)
            target = random.choice(shown.live)
            await self._run(f"{_SHOW}({json.dumps([_box(one) for one in shown.targets])})")
            chosen: list[int] = []
            touches = 0
            while not chosen and touches < MOST:
                await self._touch(hand.touch(target))
                chosen = await self._run("chosen.splice(0)")
                touches += 1
            tally.add(target, [shown.targets[one].key for one in chosen], touches)

    async def _touch(self, contacts: Sequence[Contact]) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for one in contacts:
            await asyncio.sleep(max(0.0, begun + one.at - loop.time()))
            if one.kind == "up":
                self._lying.pop(one.finger)
                kind = "touchMove" if self._lying else "touchEnd"
            else:
                self._lying[one.finger] = one.x * _PIXELS, one.y * _PIXELS
                kind = "touchStart" if one.kind == "down" else "touchMove"
            points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in sorted(self._lying.items())]
            await self.ask("Input.dispatchTouchEvent", type=kind, touchPoints=points)
        await asyncio.sleep(_SETTLE)

    async def _run(self, code: str) -> Any:
        return (await self.ask("Runtime.evaluate", expression=code, returnByValue=True))["result"].get("value")


def _box(target: Target) -> dict[str, object]:
    sides = {name: side * _PIXELS for name, side in zip("xywh", (target.x, target.y, target.w, target.h), strict=True)}
    return {**sides, "live": target.live}


@asynccontextmanager
async def _browser() -> AsyncIterator[_Browser]:
    read_by_it, to_it = os.pipe()
    from_it, written_by_it = os.pipe()
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = ["chromium", *_FLAGS, *sandbox, f"--user-data-dir={profile}"]
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", f'exec "$@" 3<&{read_by_it} 4>&{written_by_it}', "bash", *command,
            pass_fds=(read_by_it, written_by_it), stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        os.close(read_by_it)
        os.close(written_by_it)
        loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(limit=2**24)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(from_it, "rb"))
        writer, _ = await loop.connect_write_pipe(asyncio.Protocol, os.fdopen(to_it, "wb"))
        browser = _Browser(reader, writer)
        listening = asyncio.create_task(browser.listen())
        try:
            yield browser
        finally:
            listening.cancel()
            if process.returncode is None:
                process.terminate()
            await process.wait()
            writer.close()
