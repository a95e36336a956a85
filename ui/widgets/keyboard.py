"""The keyboard on the glass: letters, digits, signs, and pages of accented letters for names of many countries.

Ten keys in a row, each 20 mm or more. It types into one field, and stands on the stage key by key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from kiosk.phrases import Phrases
from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.button import Button, Face, Shape, Tone
from ui.widgets.field import Field

DIGITS = "1234567890"
LETTERS = ("qwertyuiop", "asdfghjkl'", "zxcvbnm-")
SIGNS = ((".,;:?!()/+", "&@#%=*_£€$", '"°½¼¾²³•'), ("“”‘’«»–—…·", "[]{}<>|\\~^", "±×÷§¶™©®"))
ACCENTS = (
    ("àáâãäåāăąæ", "çćčďðđèéêë", "ēėęěğģìí"),
    ("îïīįıķłĺľļ", "ñńňņòóôõöø", "ōőœŕřśšş"),
    ("șßťțţþùúûü", "ūůűųẃŵẅẁýÿ", "ŷỳźżžʼ`´"),
    ("ạảấầẩẫậắằẳ", "ẵặẹẻẽếềểễệ", "ỉĩịọỏốồổ"),
    ("ỗộớờởỡợụủũ", "ứừửữựươỵỷỹ", "əɓɗƙƴŋḥḍ"),
    ("ṣṭẓḫġħĝĉĥĵ", "ŝŭċẑǧʻʿʾǩǎ", "ǐǒǔǚǹḿǫṃ"),
)
"""Pages of letters that the keyboard lacks. The fonts of screen and paper hold each of them; a test looks."""
ROWS = 5


class Keyboard(QObject):
    """Keys on `parent`, at `box`. `typed` comes after each key, and the field has changed by then."""

    def __init__(self, field: Field, look: Look, words: Phrases, box: Box, parent: QWidget, *, many: bool) -> None:
        super().__init__(field)
        self._field, self._look, self._words, self._box, self._parent = field, look, words, box, parent
        self._many = many
        self._shift = not field.words
        self._pages: tuple[tuple[str, ...], ...] = (LETTERS,)
        self._page = 0
        self._keys: list[Button] = []
        self._build()

    # -- building ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for key in self._keys:
            key.hide()
            key.setParent(None)
            key.deleteLater()
        self._keys.clear()
        rows = self._box.rows([1] * ROWS)
        self._row(DIGITS, rows[0])
        first, second, third = self._pages[self._page]
        self._row(self._cased(first), rows[1])
        self._row(self._cased(second), rows[2])
        cells = rows[3].columns([1] * 10)
        tone = Tone.SELECTED if self._shift else Tone.NORMAL
        words = self._words
        shift = Face("", icon="arrow-up", tone=tone, checkable=True, says=words("key.shift"))
        self._key(shift, self._turn_shift, cells[0])
        for letter, cell in zip(self._cased(third), cells[1:9], strict=True):
            self._letter(letter, cell)
        self._key(Face("", icon="backspace-outline", says=words("key.rub_out")), self._field.rub_out, cells[9])
        self._build_last(rows[4])

    def _build_last(self, row: Box) -> None:
        cells = row.columns([1.5, 1.5, 3.6, 1.0, 1.0, 1.6] if self._many else [1.5, 1.5, 5.2, 1.0, 1.0])
        self._page_key(SIGNS, "key.signs", cells[0])
        self._page_key(ACCENTS, "key.accents", cells[1])
        words, go = self._words, self._field.go
        self._key(Face(words("key.space")), partial(self._type, " "), cells[2])
        self._key(Face("", icon="arrow-left", says=words("key.left")), partial(go, -1), cells[3])
        self._key(Face("", icon="arrow-right", says=words("key.right")), partial(go, 1), cells[4])
        if self._many:
            self._key(Face(words("key.line")), partial(self._type, "\n"), cells[5])

    def _page_key(self, pages: tuple[tuple[str, ...], ...], name: str, box: Box) -> None:
        """A key that opens other signs, turns to their next page, and after the last returns to the letters."""
        here = self._pages is pages
        last = here and self._page + 1 == len(pages)
        label = self._words("key.letters") if last else self._words(name)
        if here and not last:
            label = self._words("key.more")
        following = (LETTERS,) if last else pages
        self._key(Face(label), partial(self._open, following, 0 if last or not here else self._page + 1), box)

    def _row(self, letters: str, box: Box) -> None:
        for letter, cell in zip(letters, box.columns([1] * 10), strict=True):
            self._letter(letter, cell)

    def _letter(self, letter: str, box: Box) -> None:
        self._key(Face(letter, shape=Shape.KEY, role="tile"), partial(self._type, letter), box)

    def _key(self, face: Face, act: Callable[[], object], box: Box) -> None:
        button = Button(face, self._look, act, self._parent).place(box)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keys of a keyboard that is at hand
        button.show()
        self._keys.append(button)

    def _cased(self, letters: str) -> str:
        """Return letters as capitals while shift is on, where a letter has one capital."""
        return "".join(one.upper() if self._shift and len(one.upper()) == 1 else one for one in letters)

    # -- what the keys do ----------------------------------------------------------------------------------

    def _type(self, text: str) -> None:
        self._field.insert(text)
        if self._shift or self._pages is ACCENTS:
            self._shift = False
            self._open((LETTERS,), 0)

    def _turn_shift(self) -> None:
        self._shift = not self._shift
        self._build()

    def _open(self, pages: tuple[tuple[str, ...], ...], page: int) -> None:
        self._pages, self._page = pages, page
        self._build()
