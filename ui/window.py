"""The window: the whole glass. Shows the screen of the session's place; the only file that connects wishes.

A change of session builds a new stage and throws the old one away, so that nothing of one person is left in a
widget. While a finger is down on a control nothing is exchanged under it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.phrases import Phrases, UntranslatedError
from kiosk.session import Kind
from kiosk.staff.desk import Field
from ui.cleaning import Cleaning
from ui.desk.run import WARNING_SECONDS, DeskRun
from ui.easier import Easier
from ui.guiding import Guiding
from ui.idle import Idle
from ui.keying import Keying
from ui.languages import Languages
from ui.listening import Listening
from ui.presenter import Presenter
from ui.screens.aloud import AloudScreen
from ui.screens.desk_type import TypeScreen
from ui.screens.pauses import StillThereScreen
from ui.screens.screen import Screen
from ui.show import Show
from ui.tapping import Tapping
from ui.touch.door import Door
from ui.widgets.button import Button
from ui.widgets.field import Field as FieldBox
from ui.widgets.lens import View
from ui.widgets.plain import plain_words
from ui.widgets.stage import FocusRing, Stage
from ui.wishes import Wishes

_WAIT_FOR_FINGER_MS = 30
_Wires = tuple[tuple[SignalInstance, Callable[..., object]], ...]
"""Each wish, and the deed it is connected to."""


class Window(QWidget):
    """Full screen, no frame; closes only when it is windowed. `staged`: another screen stands on the glass."""

    staged = Signal()

    def __init__(
        self,
        presenter: Presenter,
        desk: DeskRun,
        idle: Idle,
        *,
        windowed: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._presenter, self._desk, self._idle, self._windowed = presenter, desk, idle, windowed
        self._show = Show(presenter, desk)
        self.door = Door(self, presenter.view().look.px(1.0), clock)
        self._tapping = Tapping(presenter, self.door)
        self._easier, self._languages = Easier(presenter), Languages(presenter)
        self.keying = Keying(self, self, presenter, idle, clock, own_computer=desk.only)
        self.guide = Guiding(self, self, presenter, self.door, idle, own_computer=desk.only)
        self._listening = Listening(presenter, self)
        self.cleaning = Cleaning(self, self, presenter, self.door, self.guide.ears)
        self._wishes = Wishes(self)
        self._stage: Stage | None = None
        self._screen: Screen | None = None
        self._ring: FocusRing | None = None
        self._waiting = False
        self.setWindowTitle(presenter.bundle.pack.title)
        self.staged.connect(self.keying.follow_stage)
        self._connect_wishes()
        presenter.session_changed.connect(self.refresh)
        presenter.word_changed.connect(self.show_word)
        presenter.turn_ended.connect(self._forget)
        desk.preview_changed.connect(self.show_page)
        desk.cleared.connect(self._clear_away)
        self.staged.connect(self.guide.follow_stage)
        idle.warned.connect(self.show_seconds)
        idle.stayed.connect(self.refresh)
        idle.ended.connect(presenter.end_turn)

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that stands on the glass."""
        return self._screen

    @property
    def stage(self) -> Stage | None:
        """The stage it stands on."""
        return self._stage

    @property
    def ring(self) -> FocusRing | None:
        """The ring round what has the focus."""
        return self._ring

    # -- showing ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the session as it is now."""
        if self._finger_down():
            if not self._waiting:
                self._waiting = True
                QTimer.singleShot(_WAIT_FOR_FINGER_MS, self._refresh_later)
            return
        if self._idle.left is not None:
            return
        self._put_up(self._show.screen)

    def show_word(self) -> None:
        """Mark the word being said."""
        if isinstance(self._screen, AloudScreen):
            self._screen.show_word(self._presenter.reading.word)

    def show_page(self) -> None:
        """Show the page of the handout that staff prepare; where somebody types, in its place."""
        if isinstance(self._screen, TypeScreen):
            if self._idle.left is None:
                what = Field(self._presenter.session.place.message)
                self._screen.show_page(self._desk.preview.shown, self._desk.trouble_of(what))
        else:
            self.refresh()

    def show_seconds(self, seconds: int) -> None:
        """Ask 'Are you still there?', and count down."""
        if isinstance(self._screen, StillThereScreen):
            self._screen.show_seconds(seconds)
            return
        asked = partial(StillThereScreen, seconds=seconds)
        if self._desk.open:
            self._put_up(partial(asked, total=WARNING_SECONDS, spoken=False, about="lock"))
            return
        spoken = self._presenter.session.comfort.volume > 0 and not self._presenter.reading.trouble
        self._put_up(partial(asked, total=self._presenter.settings.idle_warning_seconds, spoken=spoken))
        if not self.guide.on:  # that has said it in its own words
            self._presenter.say_phrase("still.say")

    def _built(self, make: Callable[[Stage], Screen], view: View, words: Phrases) -> tuple[Stage, Screen]:
        """Return a screen and its stage in `words`; where one is missing nothing is left of them."""
        stage = Stage(view.look, view.zones, words, self._wishes, self, self._presenter.phrases)
        try:
            screen = make(stage)
            screen.build()
            if screen.bare:
                stage.setAccessibleName(screen.header().title)
            else:
                stage.add_band(screen.header(), demonstration=self._presenter.settings.demonstration)
                stage.add_bar(screen.slots())
                stage.add_rail(self._show.rail())
        except UntranslatedError:
            stage.setParent(None)
            stage.deleteLater()
            raise
        return stage, screen

    def _put_up(self, make: Callable[[Stage], Screen]) -> None:
        old, typed = self._stage, self.focusWidget()
        self.keying.leave()
        self.door.exchanged()
        self.door.taps.touch = self._tapping.touch()
        stage, screen = self._languages.whole(partial(self._built, make))
        self._stage, self._screen = stage, screen
        self._ring = FocusRing(stage.look, stage)
        stage.show()
        stage.raise_()
        self.keying.arrive(stage)
        now = self.focusWidget()
        if isinstance(typed, FieldBox) and isinstance(now, FieldBox) and typed.same_as(now):
            now.put_cursor(typed.at)
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.show_word()
        self.staged.emit()

    def _refresh_later(self) -> None:
        self._waiting = False
        self.refresh()

    def _finger_down(self) -> bool:
        stage = self._stage
        return stage is not None and any(
            one.isDown() for one in (*stage.findChildren(Button), *stage.findChildren(FieldBox))
        )

    # -- focus (keyboard and keypad) ---------------------------------------------------------------------------

    def focus_on(self, control: QWidget) -> None:
        """Give the focus to `control` and show it: who moves it without touching sees where it is."""
        self._idle.by_key = True
        control.setFocus()
        self.move_ring(None, control)

    def move_ring(self, _: QWidget | None, now: QWidget | None) -> None:
        """Follow the focus from one widget to another."""
        if self._ring is not None:
            self._ring.surround(now if isinstance(now, QAbstractButton) and self._idle.by_key else None)

    # -- the glass -------------------------------------------------------------------------------------------

    def cover(self, width: int, height: int) -> None:
        """Take `width` x `height` pixels: the whole screen, also where no window manager listens."""
        if self._windowed:
            self.resize(width, height)
            self.show()
            return
        screen = QGuiApplication.primaryScreen().geometry()
        self.setGeometry(screen.x(), screen.y(), width, height)
        if (width, height) == (screen.width(), screen.height()):
            self.showFullScreen()
        else:  # another size was asked for: full screen would make it the screen's own
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.show()
        self.setGeometry(screen.x(), screen.y(), width, height)
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._stage is not None:
            self._stage.resize(self.size())

    def closeEvent(self, event: QCloseEvent) -> None:
        """A kiosk is not closed from the glass or by a key."""
        if self._windowed:
            super().closeEvent(event)
        else:
            event.ignore()

    def _forget(self) -> None:
        """Leave nothing of the person before."""
        self._idle.start_anew()
        self._clear_away()

    def _clear_away(self) -> None:
        """Leave no word in clipboard or selection, nor on a screen that waits for a resting finger to lift."""
        self.door.exchanged()
        clipboard = QGuiApplication.clipboard()
        clipboard.clear(clipboard.Mode.Clipboard)
        clipboard.clear(clipboard.Mode.Selection)

    # -- wishes ----------------------------------------------------------------------------------------------

    def _connect_wishes(self) -> None:
        for wish, deed in (*self._wires(), *self._comfort_wires(), *self._desk_wires()):
            wish.connect(deed)

    def _wires(self) -> _Wires:
        """Return the wishes of going about, of a topic and of what is taken home, each with what is done about it."""
        w, p = self._wishes, self._presenter
        return (
            (w.start_wanted, p.start),
            (w.home_wanted, p.go_home),
            (w.back_wanted, p.go_back),
            (w.help_wanted, p.ask_help),
            (w.call_wanted, p.helping.call),
            (w.finish_wanted, p.ask_finish),
            (w.clear_wanted, p.end_turn),
            (w.category_wanted, p.choose_category),
            (w.page_wanted, p.turn_page),
            (w.a_to_z_wanted, p.open_a_to_z),
            (w.list_wanted, p.open_list),
            (w.letter_wanted, p.add_letter),
            (w.rub_out_wanted, p.rub_out),
            (w.topic_wanted, p.open_topic),
            (w.topic_foreseen, p.foresee_topic),
            (w.section_wanted, p.open_section),
            (w.reading_wanted, p.start_reading),
            (w.next_page_wanted, p.next_page),
            (w.questions_wanted, p.open_questions),
            (w.words_wanted, p.open_words),
            (w.focus_wanted, p.toggle_focus),
            (w.answer_wanted, p.choose_answer),
            (w.next_question_wanted, p.next_question),
            (w.handout_wanted, p.open_handout),
            (w.toggle_topic_wanted, p.toggle_topic),
            (w.toggle_question_wanted, p.toggle_question),
            (w.toggle_about_wanted, p.toggle_about_me),
            (w.letter_size_wanted, p.choose_letter),
            (w.print_wanted, p.print_handout),
            (w.print_again_wanted, p.printing.again),
            (w.stay_wanted, self._idle.stay),
            (w.more_time_wanted, self._idle.give_time),
        )

    def _comfort_wires(self) -> _Wires:
        """Return the wishes of listening and comfort, each with what is done about it."""
        w, p, e = self._wishes, self._presenter, self._easier
        return (
            (w.listen_wanted, p.listen),
            (w.stop_listening_wanted, p.stop_listening),
            (w.pause_wanted, p.reading.toggle),
            (w.sentence_step_wanted, p.reading.step),
            (w.again_wanted, p.reading.again),
            (w.speed_wanted, e.change_speed),
            (w.volume_wanted, e.change_volume),
            (w.marks_wanted, self._listening.open_marks),
            (w.marking_wanted, self._listening.choose_marking),
            (w.reading_on_wanted, self._listening.choose_reading_on),
            (w.easier_wanted, e.open),
            (w.next_size_wanted, e.next_size),
            (w.size_wanted, e.choose_size),
            (w.theme_wanted, e.choose_theme),
            (w.reach_wanted, e.toggle_reach),
            (w.spacing_wanted, e.toggle_spacing),
            (w.language_wanted, self._languages.choose),
            (w.put_back_wanted, e.put_back),
            (w.guide_stop_wanted, self.guide.teller.stop),
            (w.guide_again_wanted, self.guide.teller.again),
            (w.guide_off_wanted, self.guide.turn_off),
            (w.tapping_wanted, self._tapping.begin),
            (w.target_wanted, self._tapping.hit),
            (w.put_touch_back_wanted, self._tapping.put_back),
            (w.keypad_wanted, self.keying.open_keypad),
            (w.scanning_wanted, self.keying.choose_scanning),
            (w.scan_slower_wanted, self.keying.scan_slower),
            (w.scan_voice_wanted, self.keying.choose_voice),
        )

    def _desk_wires(self) -> _Wires:
        """Return the wishes of staff, each with what the desk does about it."""
        w, d = self._wishes, self._desk
        return (
            (w.ask_staff_wanted, d.ask_staff),
            (w.staff_wanted, d.open_staff),
            (w.digit_wanted, d.pin.add),
            (w.digit_back_wanted, d.pin.rub_out),
            (w.digits_clear_wanted, d.pin.clear),
            (w.unlock_wanted, d.pin.unlock),
            (w.lock_wanted, d.lock),
            (w.desk_clear_wanted, d.clear),
            (w.desk_page_wanted, d.go),
            (w.desk_view_wanted, d.view),
            (w.field_wanted, d.open_field),
            (w.typed_wanted, d.type),
            (w.typed_wanted, self.guide.follow_typing),
            (w.pack_wanted, d.take_pack),
            (w.pack_save_wanted, d.save_pack),
            (w.desk_topic_wanted, d.toggle_topic),
            (w.desk_about_wanted, d.toggle_about),
            (w.desk_letter_wanted, d.next_letter),
            (w.desk_language_wanted, d.next_language),
            (w.copies_wanted, d.more_copies),
            (w.preview_page_wanted, d.turn_preview),
            (w.desk_print_wanted, d.print),
            (w.desk_again_wanted, d.printing.again),
            (w.sure_wanted, d.be_sure),
            (w.kept_print_wanted, d.print_kept),
            (w.kept_open_wanted, d.carry_kept),
            (w.kept_drop_wanted, d.drop_kept),
            (w.clean_wanted, self.cleaning.begin),
        )


def patience(presenter: Presenter) -> int | None:
    """Return the seconds without a touch that are fine at the present place; None where nobody can be lost.

    A page of words is given time to be read at 80 words a minute, half of an adult's usual pace; listening and
    printing last as long as they last.
    """
    place = presenter.session.place
    untouched = place.kind is Kind.ATTRACT and presenter.session == presenter.fresh()
    if untouched or place.kind is Kind.CLEANING or presenter.reading.sounds or presenter.printing.busy:
        return None
    base = presenter.settings.idle_seconds
    if place.kind is Kind.READER:
        page = presenter.pages()[presenter.page_number()]
        words = sum(len(plain_words(block, presenter.phrases).split()) for block in page.blocks)
        return base + round(words * 0.75)
    return base
