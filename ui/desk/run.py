"""The nurse desk beside the presenter: who may open it, what is typed and chosen there, its preview and its printing.

The desk is open as long as the session's way leads through it: any end of a turn, any way out to a patient's screen
locks it, and a lock forgets everything.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.bundle.translation import Translation
from kiosk.bundle.translations import printable
from kiosk.errors import KioskError
from kiosk.handout.request import Handout
from kiosk.session import Kind, Place, Session, Sheet
from kiosk.staff.alike import look_alike
from kiosk.staff.desk import Desk, Field
from kiosk.staff.packs import Pack, Packs
from kiosk.staff.people import StaffList
from kiosk.staff.tries import Tries
from ui.background import Background
from ui.desk.pin import PinRun
from ui.desk.preview import Preview
from ui.desk.typed import NAMED, troubles
from ui.presenter import Presenter
from ui.print_run import PrintRun

WARNING_SECONDS = 20
"""How long before it locks the desk warns."""
_LEAST_QUIET = 15
_MEDICINES = "medicines"


class DeskRun(QObject):
    """`came_in`: staff opened the desk; `preview_changed`: another page to show, or another trouble to tell;
    `cleared`: nothing that was typed may be left anywhere.
    """

    came_in = Signal()
    preview_changed = Signal()
    cleared = Signal()

    def __init__(
        self, presenter: Presenter, background: Background, printing: PrintRun, staff: StaffList, packs: Packs,
        tries: Tries, *, only: bool = False,
    ) -> None:  # fmt: skip
        """`only`: there is nothing but the desk, on a nurse's own computer with keyboard and mouse."""
        super().__init__(presenter)
        self._presenter, self._background = presenter, background
        self._packs = packs
        self.printing, self.only = printing, only
        self.desk = Desk()
        self.packs: tuple[Pack, ...] = ()
        self.problem = ""
        """Why a pack could not be saved, in words for staff."""
        self.packs_broken = False
        """Whether the file of packs cannot be read; the log says why."""
        self.preview = Preview(background, printing.press, self)
        self.pin = PinRun(background, staff, tries, self._at_pin, self)
        self.pin.changed.connect(self._refresh)
        self.pin.right.connect(self._come_in)
        self._was_open = False
        self._beside: tuple[tuple[str, ...], dict[str, tuple[Translation, ...]]] = ((), {})
        self.preview.changed.connect(self._show_preview)
        presenter.session_changed.connect(self._watch)
        printing.state_changed.connect(self._show_print_state)
        printing.failed.connect(self._fail_print)
        self._sweep = QTimer(self)
        self._sweep.setInterval(60_000)
        self._sweep.timeout.connect(printing.kept.waiting)  # what has waited too long is forgotten, also unasked
        self._sweep.start()
        if only:
            self.pin.begin()

    # -- facts -----------------------------------------------------------------------------------------------

    @property
    def open(self) -> bool:
        """Whether staff are at the desk now."""
        session = self._presenter.session
        return any(place.kind is Kind.DESK for place in (session.place, *session.trail))

    @property
    def shown(self) -> bool:
        """Whether a screen of staff may stand at the present place: the desk, or the page of the PIN."""
        return self.only or self.open or self._at_pin()

    def patience(self) -> int:
        """Return the seconds without a touch after which the desk warns."""
        return max(_LEAST_QUIET, self._presenter.settings.staff_lock_seconds - WARNING_SECONDS)

    def troubles(self) -> dict[Field, str]:
        """Return what does not fit on paper, in words, by field."""
        return troubles(self.desk)

    def trouble_of(self, what: Field) -> str:
        """Return what is the matter with a field, in words for staff; empty when nothing is.

        Letters that the paper's fonts lack are found by drawing: the message begins with the field's name.
        """
        if what is Field.TITLE:
            return self.problem
        drawn = self.preview.shown.trouble
        return self.troubles().get(what) or (drawn if drawn.startswith(NAMED.get(what, "\0")) else "")

    def languages(self) -> tuple[str, ...]:
        """Return the languages in which all topics chosen can stand beside the clinic's on paper."""
        return tuple(self._translated)

    @property
    def beside(self) -> str:
        """The second language that is printed; empty where none was chosen, or one of the topics is not in it."""
        return self.desk.beside if self.desk.beside in self._translated else ""

    @property
    def _translated(self) -> dict[str, tuple[Translation, ...]]:
        """The translations of all topics chosen, by language; read anew when others are chosen."""
        shown, chosen = self._presenter, self.desk.topics
        if self._beside[0] != chosen:
            found = {}
            topics = tuple(shown.bundle.topic(one, shown.lang) for one in chosen)
            for lang in shown.bundle.translations.languages if topics else ():
                made = printable(shown.bundle, topics, lang)
                if len(made) == len(topics):
                    found[lang] = made
            self._beside = (chosen, found)
        return self._beside[1]

    # -- coming in -------------------------------------------------------------------------------------------

    def open_staff(self) -> None:
        """Open the page of the PIN; where staff are at the desk already, the desk."""
        if self.open:
            self._presenter.become(self._presenter.session.back())
            return
        self.pin.begin()
        self._presenter.become(self._presenter.session.go(Place(Kind.PIN)))

    def _at_pin(self) -> bool:
        """Return whether the page of the PIN is shown."""
        kind = self._presenter.session.place.kind
        return kind is Kind.PIN or (self.only and kind in (Kind.ATTRACT, Kind.HOME, Kind.FINISH))

    def _come_in(self) -> None:
        self.desk, self.packs_broken = Desk(), False
        try:
            self.packs = self._packs.all()
        except KioskError as error:
            self.packs, self.packs_broken = (), True
            logging.getLogger("kiosk").warning("%s", error.for_staff)
        self.came_in.emit()
        self._presenter.become(replace(self._presenter.session, place=Place(Kind.DESK), trail=()))

    # -- locking ---------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Lock the desk and forget everything: the next person begins anew."""
        self._presenter.end_turn()

    def clear(self) -> None:
        """Forget what was typed and chosen; the desk stays open."""
        self._forget()
        self._presenter.session = replace(self._presenter.session, place=Place(Kind.DESK), trail=())
        self._refresh()  # once, also where the place is the same

    def _forget(self) -> None:
        self.desk, self.problem = Desk(), ""
        self.preview.forget()
        self.printing.forget()
        self.cleared.emit()

    def _watch(self) -> None:
        """Lock as soon as the way leads out of the desk; leave no digit on a page that nobody looks at."""
        if self._was_open and not self.open:
            self._forget()
            if self.only:
                self.pin.begin()
        self._was_open = self.open
        if not self._at_pin():
            self.pin.forget()

    # -- typing and choosing ---------------------------------------------------------------------------------

    def open_field(self, name: str) -> None:
        """Open the keyboard on the glass for a field."""
        self._go(Place(Kind.DESK_TYPE, message=Field(name).value))

    def type(self, name: str, text: str) -> None:
        """A field holds `text` now. The screen shows it already."""
        what = Field(name)
        before = self.troubles()
        self.desk = self.desk.type(what, text)
        if self.troubles() != before:
            self.preview_changed.emit()
        if what is Field.FIND:
            if self._presenter.session.place.kind is Kind.DESK_FIND:
                self._refresh()
        elif what is not Field.TITLE:
            self._look()

    def view(self, tab: str, packs_page: int) -> None:
        """Show a part of the desk, and a page of packs."""
        place = self._presenter.session.place
        self._presenter.become(self._presenter.session.turn(replace(place, section=tab, part=packs_page)))

    def go(self, kind: str) -> None:
        """Open a page of the desk: its topics, ticks about the person, kept sheets."""
        self._go(Place(Kind(kind)))

    def take_pack(self, title: str) -> None:
        """Choose the topics of a pack."""
        pack = next((one for one in self.packs if one.title == title), None)
        if pack is not None:
            self._change(self.desk.take_pack(pack, self._shown()))

    def save_pack(self) -> None:
        """Save the topics chosen under the title typed."""
        try:
            self._packs.save(Pack(self.desk.title, self.desk.topics, self.beside))
            self.packs = self._packs.all()
        except KioskError as error:
            self.problem = error.for_staff
            self._refresh()
            return
        self.problem = ""
        self.desk = replace(self.desk, pack=" ".join(self.desk.title.split()), title="")
        self._presenter.go_back()

    def toggle_topic(self, topic: str) -> None:
        """Put a topic on the handout or take it out."""
        desk = self.desk.toggle_topic(topic)
        if self._presenter.session.place.kind is Kind.DESK_FIND and topic in desk.topics:
            desk = desk.bring((topic,))
        self._change(desk)

    def toggle_about(self, tick: str) -> None:
        """Set or clear a tick about the person."""
        self._change(self.desk.toggle_about(tick))

    def next_letter(self) -> None:
        """Take the next letter size."""
        self._change(self.desk.next_letter())

    def next_language(self) -> None:
        """Print in the next of the languages offered beside the clinic's; after the last, in the clinic's alone."""
        self._change(self.desk.next_language(self.languages()))

    def more_copies(self, steps: int) -> None:
        """Print more or fewer copies."""
        self._change(self.desk.more_copies(steps, self._presenter.settings.staff_copies))

    # -- paper -----------------------------------------------------------------------------------------------

    def turn_preview(self, steps: int) -> None:
        """Show another page of the preview."""
        self.preview.turn(steps)

    def print(self) -> None:
        """Print, once it is sure that no medicine was taken for another one."""
        doubt = self.doubt()
        if doubt is not None:
            self._go(Place(Kind.DESK_ASK, topic=doubt[0]))
            return
        request = self._request()
        if request is not None and not self.troubles() and not self.preview.shown.trouble:
            self._go(Place(Kind.DESK_PRINT, message="making"))
            self.printing.print_for(request, self.desk.copies, self.desk.code)

    def doubt(self) -> tuple[str, str] | None:
        """Return a topic chosen by hand whose title looks like another's, and the other; None when there is none."""
        titles = {tile.id: tile.title for tile in self._presenter.bundle.tiles(_MEDICINES, self._presenter.lang)}
        for topic in self.desk.topics:
            other = look_alike(topic, titles) if topic not in self.desk.sure else None
            if other is not None and other not in self.desk.topics:
                return topic, other
        return None

    def be_sure(self, topic: str, other: str) -> None:
        """The topic is meant (`other` empty), or else the other one; then print."""
        self.desk = self.desk.swap(topic, other) if other else self.desk.be_sure(topic)
        self._presenter.go_back()
        self._look()
        self.print()

    def print_kept(self, code: str) -> None:
        """Print a sheet that was kept; the patient's own job for it, if it still waits, is taken back."""
        if self._presenter.printing.code == code:
            self._presenter.printing.forget()
        self._go(Place(Kind.DESK_PRINT, message="making"))
        self.printing.print_kept(code)

    def carry_kept(self, code: str) -> None:
        """Open on the desk what a patient chose for a kept sheet, to add a name, a plan or a note."""
        sheet = self.printing.kept.find(code)
        if sheet is not None and sheet.sheet:
            if self._presenter.printing.code == code:
                self._presenter.printing.forget()
            self.desk = self.desk.carry(sheet.sheet, sheet.letter, code, sheet.lang)
            self._presenter.go_back()
            self._look()

    def drop_kept(self, code: str) -> None:
        """Throw a kept sheet away."""
        if self._presenter.printing.code == code:
            self._presenter.printing.forget()
        self.printing.kept.take(code)
        self._refresh()

    def ask_staff(self) -> None:
        """A patient asks staff to print: keep the handout under a code and show the code."""
        shown = self._presenter
        topics = tuple(shown.bundle.topic(one, shown.lang) for one in shown.session.sheet.topics)
        shown.become(shown.session.go(Place(Kind.PRINT, message="making")))
        shown.printing.ask_staff(shown.session, topics)

    # -- inside ----------------------------------------------------------------------------------------------

    def _request(self) -> Handout | None:
        shown, desk = self._presenter, self.desk
        if not desk.topics:
            return None
        sheet = Sheet(desk.topics, desk.questions, desk.about_me, desk.letter)
        topics = tuple(shown.bundle.topic(one, shown.lang) for one in desk.topics)
        request = self.printing.request(Session(sheet=sheet), topics)
        return replace(
            request, name=desk.name, second=desk.second, plan=desk.plan, note=desk.note,
            translations=self._translated.get(desk.beside, ()),
        )  # fmt: skip

    def _shown(self) -> frozenset[str]:
        shown = self._presenter
        return frozenset(tile.id for tile in shown.bundle.search(shown.lang).starting_with(""))

    def _change(self, desk: Desk) -> None:
        self.desk = desk
        self._refresh()
        self._look()

    def _look(self) -> None:
        self.preview.ask(self._request)

    def _go(self, place: Place) -> None:
        self.problem = ""
        self._presenter.become(self._presenter.session.go(place))

    def _refresh(self) -> None:
        self._presenter.session_changed.emit()

    def _show_preview(self) -> None:
        if self.open:
            self.preview_changed.emit()

    def _show_print_state(self, state: str) -> None:
        session = self._presenter.session
        if session.place.kind is Kind.DESK_PRINT:
            self._presenter.become(session.turn(replace(session.place, message=state)))

    def _fail_print(self, _: str) -> None:
        self._show_print_state("failed")
