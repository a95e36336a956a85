"""Which screen belongs to which place: takes the facts from the presenter and puts up the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from string import ascii_uppercase

from kiosk.bundle.model import ABOUT_ME, Category, Tile
from kiosk.bundle.search import FORGIVING_FROM, Why
from kiosk.bundle.sources import SECTION as SOURCES
from kiosk.bundle.sources import overdue_line
from kiosk.phrases import offered
from kiosk.readaloud.voice import names_of
from kiosk.session import STAFF, Kind, Scanning, TextSize
from kiosk.settings import Settings
from ui.desk.run import DeskRun
from ui.presenter import Presenter
from ui.screens.aloud import AloudFacts, AloudScreen
from ui.screens.attract import AttractFacts, AttractScreen
from ui.screens.cleaning import SECONDS as CLEANING_SECONDS
from ui.screens.cleaning import CleaningScreen
from ui.screens.easier import EasierScreen
from ui.screens.find import AToZScreen, FindFacts, Found, ListScreen
from ui.screens.handout import HandoutFacts, HandoutScreen
from ui.screens.home import HomeFacts, HomeScreen
from ui.screens.keypad import KeypadScreen
from ui.screens.marks import MarksScreen
from ui.screens.pauses import ErrorScreen, FinishScreen, HelpScreen
from ui.screens.print import PrintFacts, PrintScreen
from ui.screens.questions import QuestionsScreen
from ui.screens.reader import ReaderScreen
from ui.screens.screen import Choice, Screen
from ui.screens.tapping import TappingScreen
from ui.screens.teach_back import TeachBackScreen
from ui.screens.topic import TopicScreen
from ui.screens.words_explained import WordsExplainedScreen
from ui.staff_notice import StaffNotice
from ui.widgets.stage import Rail, Stage


class Show:
    """Makes the screen of the presenter's place."""

    def __init__(self, presenter: Presenter, desk: DeskRun) -> None:
        self._presenter = presenter
        wrong = len(presenter.settings.mistakes)
        self._notice = StaffNotice(presenter.bundle, presenter.phrases, presenter.lang, wrong)
        self._languages = offered(presenter.settings.languages, presenter.lang)
        self._desk = desk
        self._makers: Mapping[Kind, Callable[[Stage, int], Screen]] = {
            Kind.ATTRACT: self._attract,
            Kind.HOME: self._home,
            Kind.A_TO_Z: self._a_to_z,
            Kind.LIST: self._list,
            Kind.TOPIC: self._topic,
            Kind.READER: self._reader,
            Kind.ALOUD: self._aloud,
            Kind.TEACH_BACK: self._teach_back,
            Kind.QUESTIONS: self._questions,
            Kind.EASIER: self._easier,
            Kind.MARKS: self._marks,
            Kind.TAPPING: self._tapping,
            Kind.KEYPAD: self._keypad,
            Kind.HANDOUT: self._handout,
            Kind.PRINT: self._print,
            Kind.WORDS: self._words,
            Kind.HELP: self._help,
            Kind.FINISH: self._finish,
            Kind.ERROR: self._error,
            Kind.CLEANING: self._cleaning,
        }

    def screen(self, stage: Stage) -> Screen:
        """Return the screen of the present place, not yet built."""
        session = self._presenter.session
        staff = self._staff_screen(stage) if self._desk.shown else None
        return staff if staff is not None else self._makers[session.place.kind](stage, len(session.sheet.topics))

    def _staff_screen(self, stage: Stage) -> Screen | None:
        from ui.desk.show import DeskShow  # with seven screens that the first picture does not need

        return DeskShow(self._presenter, self._desk).screen(stage)

    def rail(self) -> Rail:
        """Return what the rail shows."""
        session = self._presenter.session
        kind = session.place.kind
        return Rail(
            size=list(TextSize).index(session.comfort.text_size) + 1,
            speaking=kind is Kind.ALOUD,
            can_speak=kind in (Kind.TOPIC, Kind.WORDS, Kind.TEACH_BACK)
            or (kind is Kind.HANDOUT and bool(session.sheet))
            or (kind is Kind.READER and self._can_be_heard()),
            easier_open=kind is Kind.EASIER,
            guided=session.comfort.guide,
            reach=None if kind in STAFF else session.comfort.reach,
        )

    # -- one maker a screen ----------------------------------------------------------------------------------

    def _attract(self, stage: Stage, _: int) -> Screen:
        shown = self._presenter
        facts = AttractFacts(
            shown.settings.clinic_name,
            self._choice(),
            self._notice.line(shown.search),
            self._note(stage, "topics_in"),
            self._hint(stage),
        )
        return AttractScreen(stage, facts)

    def _home(self, stage: Stage, on_sheet: int) -> Screen:
        shown, place = self._presenter, self._presenter.session.place
        tiles = shown.bundle.tiles(place.category, shown.lang)
        facts = HomeFacts(shown.bundle.pack.categories, place.category, tiles, place.page)
        return HomeScreen(stage, facts, on_sheet)

    def _a_to_z(self, stage: Stage, on_sheet: int) -> Screen:
        shown, place = self._presenter, self._presenter.session.place
        index, letters = shown.search, place.letters
        live: frozenset[str] = frozenset()
        found: tuple[Found, ...] = ()
        by_start = False
        if index is not None:
            # A slip is forgiven from the fourth letter on, so from the third on no letter may be barred.
            barred = len(letters) < FORGIVING_FROM - 2
            leading = index.next_letters(letters) if barred else ascii_uppercase
            live = frozenset(key.upper() for key in leading)
            hits = index.find(letters)
            by_start = all(hit.why is Why.TITLE and hit.matched.upper().startswith(letters) for hit in hits)
            found = tuple(Found(hit.tile, "" if hit.why is Why.TITLE else hit.matched) for hit in hits)
        facts = FindFacts(letters, live, found, by_start, place.page, self._accents())
        return AToZScreen(stage, facts, on_sheet)

    def _list(self, stage: Stage, on_sheet: int) -> Screen:
        shown, index = self._presenter, self._presenter.search
        total = index.count_starting_with("") if index is not None else 0
        some = partial(index.starting_with, "") if index is not None else _none_yet
        return ListScreen(stage, total, some, shown.session.place.page, self._accents(), on_sheet)

    def _topic(self, stage: Stage, on_sheet: int) -> Screen:
        shown, place = self._presenter, self._presenter.session.place
        topic = shown.topic()
        return TopicScreen(
            stage,
            topic,
            self._category(topic.category),
            len(shown.pages()),
            on_sheet=place.topic in shown.session.sheet.topics,
            page=place.page,
            topics_on_sheet=on_sheet,
            overdue=overdue_line(topic.trust, stage.words, shown.bundle.today),
            note=self._note(stage, "text_in"),
            audience=shown.bundle.pack.audience,
        )

    def _reader(self, stage: Stage, on_sheet: int) -> Screen:
        shown = self._presenter
        topic = shown.topic()
        accent = self._category(topic.category).accent
        pager = shown.view().pager
        words = tuple(term.word.plain for term in shown.terms())
        return ReaderScreen(stage, topic, accent, shown.pages(), shown.page_number(), pager, words, on_sheet,
                            self._note(stage, "text_in"))  # fmt: skip

    def _aloud(self, stage: Stage, on_sheet: int) -> Screen:
        shown = self._presenter
        player = shown.reading.player
        asked_at = (shown.session.trail or (shown.session.place,))[-1].kind
        title = {Kind.WORDS: "glossary.title", Kind.TEACH_BACK: "teach.title"}.get(asked_at, "handout.title")
        question, number, pages = stage.words(title), 0, 1
        if shown.session.place.topic:
            number, pages = shown.page_number(), len(shown.pages())
            question = shown.pages()[number].section.question.plain
        notice = stage.words(f"aloud.{shown.reading.trouble}") if shown.reading.trouble else ""
        if not notice and shown.session.comfort.volume == 0:
            notice = stage.words("aloud.muted")
        facts = AloudFacts(
            question,
            number,
            pages,
            tuple(one.text for one in player.script),
            player.index,
            player.playing,
            player.finished,
            shown.session.comfort.speed,
            " ".join(told for told in (self._note(stage, "aloud_in"), notice) if told),
            last=not shown.session.place.topic or shown.is_last_heard(number),
            marking=shown.session.comfort.marking,
            reads_on=shown.session.comfort.reads_on,
        )
        return AloudScreen(stage, facts, on_sheet)

    def _teach_back(self, stage: Stage, on_sheet: int) -> Screen:
        place, questions = self._presenter.session.place, self._presenter.topic().teach_backs
        note = self._note(stage, "text_in")
        return TeachBackScreen(stage, questions[place.page], place.page, len(questions), place.answer, on_sheet, note)

    def _questions(self, stage: Stage, on_sheet: int) -> Screen:
        shown, topic = self._presenter, self._presenter.topic()
        prompts = tuple(prompt.plain for prompt in topic.prompts.questions)
        session = shown.session
        facts = topic.title.plain, prompts, session.sheet.questions, session.place.page
        return QuestionsScreen(stage, *facts, on_sheet, self._note(stage, "text_in"))

    def _words(self, stage: Stage, on_sheet: int) -> Screen:
        shown = self._presenter
        overdue = overdue_line(shown.bundle.glossary(shown.lang).trust, stage.words, shown.bundle.today)
        note = self._note(stage, "text_in")
        return WordsExplainedScreen(stage, shown.terms(), shown.session.place.part, on_sheet, overdue, note)

    def _easier(self, stage: Stage, on_sheet: int) -> Screen:
        session = self._presenter.session
        return EasierScreen(stage, session.comfort, session.place.page, on_sheet)

    def _marks(self, stage: Stage, on_sheet: int) -> Screen:
        return MarksScreen(stage, self._presenter.session.comfort, on_sheet)

    def _tapping(self, stage: Stage, on_sheet: int) -> Screen:
        session = self._presenter.session
        return TappingScreen(stage, session.place.page, session.comfort.touch, on_sheet)

    def _keypad(self, stage: Stage, on_sheet: int) -> Screen:
        return KeypadScreen(stage, self._presenter.session.comfort, on_sheet)

    def _handout(self, stage: Stage, on_sheet: int) -> Screen:
        shown, session = self._presenter, self._presenter.session
        tiles = [shown.bundle.tile(topic_id, shown.lang) for topic_id in session.sheet.topics]
        accents = self._accents()
        facts = HandoutFacts(
            tuple((tile, accents.get(tile.category, "most")) for tile in tiles),
            session.letter,
            tuple((key, stage.words(f"about.{key}"), key in session.sheet.about_me) for key in ABOUT_ME),
            tuple((question, question in session.sheet.questions) for question in shown.questions()),
            shown.sheets,
            session.place.page,
            shown.settings.patient_sheets,
            shown.printing.both,
        )
        return HandoutScreen(stage, facts)

    def _print(self, stage: Stage, on_sheet: int) -> Screen:
        shown = self._presenter
        code, most = shown.printing.code, shown.settings.patient_sheets
        facts = PrintFacts(shown.session.place.message, shown.sheets or 0, code, most, shown.printing.page)
        return PrintScreen(stage, facts, on_sheet)

    def _help(self, stage: Stage, on_sheet: int) -> Screen:
        at_desk = self._presenter.settings.help_at_desk
        if stage.look.foreign and at_desk == Settings().help_at_desk:  # words of the kiosk's own
            at_desk = stage.words("help.at_desk")
        helping = self._presenter.helping
        called = helping.state.value if helping.possible else None
        return HelpScreen(stage, at_desk, called, self._choice(), on_sheet)

    def _finish(self, stage: Stage, on_sheet: int) -> Screen:
        return FinishScreen(stage, on_sheet)

    def _cleaning(self, stage: Stage, _: int) -> Screen:
        return CleaningScreen(stage, CLEANING_SECONDS)

    def _error(self, stage: Stage, _: int) -> Screen:
        session = self._presenter.session
        return ErrorScreen(stage, stage.words(session.place.message), back=bool(session.trail))

    # -- inside ----------------------------------------------------------------------------------------------

    def _can_be_heard(self) -> bool:
        """Return whether the reading page shown can be read aloud: the list of sources is looked up, not heard."""
        return self._presenter.pages()[self._presenter.page_number()].section.id != SOURCES

    def _hint(self, stage: Stage) -> str:
        """Return the phrase for who hardly sees the first screen: a finger held there brings speech, if there is any.

        '' where a touch anywhere is the switch.
        """
        shown = self._presenter
        if shown.session.comfort.scanning is Scanning.TOUCH:
            return ""
        if shown.reading.trouble or not names_of(shown.settings.voice):
            return "attract.hard_to_see_help"
        if stage.look.foreign and not shown.reading.speaks(stage.words.lang):
            return f"language.guide_in.{shown.lang.split('-')[0]}"
        return "attract.hold_to_hear"

    def _choice(self) -> Choice:
        chosen = self._presenter.session.comfort.lang or self._presenter.lang
        return Choice(tuple((one.code, one.name) for one in self._languages), chosen)

    def _note(self, stage: Stage, kind: str) -> str:
        """Return the line that says which language the content is in; '' where the screen is in that one too."""
        return stage.words(f"language.{kind}.{self._presenter.lang.split('-')[0]}") if stage.look.foreign else ""

    def _category(self, category_id: str) -> Category:
        return next(one for one in self._presenter.bundle.pack.categories if one.id == category_id)

    def _accents(self) -> dict[str, str]:
        return {category.id: category.accent for category in self._presenter.bundle.pack.categories}


def _none_yet(_first: int, _count: int) -> tuple[Tile, ...]:
    """No topic is known while the search index is still being read."""
    return ()
