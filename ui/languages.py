"""The language of the screens: the wish for another one, and what follows from it.

A screen is shown in the language chosen as a whole or not at all. Where it wants a single phrase that nobody has
translated, such as those of staff, the whole screen is put up in the clinic's language and in its direction: half a
sentence in a language is worse than none. What a topic says stays in the language of the content, and the screen says
so; so does reading aloud. The spoken guide and paper are in the language too where they can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from kiosk.phrases import Phrases, UntranslatedError, load
from ui.presenter import Presenter
from ui.widgets.lens import View

Made = TypeVar("Made")


class Languages:
    """Changes the language of the presenter's session, and finds the words for a screen."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter
        self._known = {presenter.lang: presenter.phrases}

    def choose(self, lang: str) -> None:
        """Show all screens of this turn in `lang`."""
        session = self._presenter.session
        chosen = "" if lang == self._presenter.lang else lang
        self._presenter.become(session.with_comfort(replace(session.comfort, lang=chosen)))

    def words(self) -> Phrases:
        """Return the phrases of the language chosen."""
        lang = self._presenter.session.comfort.lang or self._presenter.lang
        if lang not in self._known:
            self._known[lang] = load(lang)
        return self._known[lang]

    def whole(self, make: Callable[[View, Phrases], Made]) -> Made:
        """Return what `make` makes in the language chosen; where that lacks a phrase, all of it in the clinic's."""
        presenter = self._presenter
        try:
            return make(presenter.view(), self.words())
        except UntranslatedError:
            if not presenter.session.comfort.lang:
                raise
            return make(presenter.view(replace(presenter.session.comfort_here, lang="")), presenter.phrases)
