"""'Did we explain it well?' can be heard: the question with its answers, and the reply to the one that was chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.storing import PACE
from kiosk.readaloud.whole_pack import whole_pack
from kiosk.session import Kind, Place, Session
from tests.support.screens import show, stage_of
from ui.app import Kiosk
from ui.show import Show
from ui.widgets.button import Button

TOPIC = "baclofen"


@pytest.fixture
def asked(kiosk: Kiosk) -> Place:
    """A question on the glass, after the words for drafts were said once."""
    place = Place(Kind.TEACH_BACK, topic=TOPIC)
    kiosk.presenter.end_turn()
    kiosk.presenter._scripts.opened(kiosk.presenter._scripts.phrase("still.title"), kiosk.presenter.phrases)
    show(kiosk, Session(place=place))
    return place


def heard(kiosk: Kiosk) -> list[str]:
    """Touch Listen and return the sentences that are read."""
    assert Show(kiosk.presenter, kiosk.desk).rail().can_speak
    kiosk.presenter.listen()
    said = kiosk.presenter.reading.player.script
    assert all(one.has_sound for one in said)
    return [one.text for one in said]


def test_the_question_is_heard_with_every_answer_that_can_be_touched(kiosk: Kiosk, asked: Place) -> None:
    question = kiosk.presenter.topic().teach_backs[0]
    shown = [one.accessibleName() for one in stage_of(kiosk).findChildren(Button)]
    answers = [*(answer.text.plain for answer in question.answers), kiosk.presenter.phrases("teach.not_sure")]
    assert " ".join(heard(kiosk)) == " ".join([question.question.plain, *answers])
    assert set(answers) <= set(shown)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_reply_is_heard_as_it_stands_and_stopping_leads_back_to_it(kiosk: Kiosk, asked: Place, number: int) -> None:
    presenter = kiosk.presenter
    answer = presenter.topic().teach_backs[0].answers[number]
    presenter.choose_answer(number)
    title, said = presenter.phrases("teach.right" if answer.right else "teach.not_quite"), " ".join(heard(kiosk))
    assert said.endswith(answer.reply.plain)
    assert said.removesuffix(answer.reply.plain).strip() == ("" if said.startswith(f"{title}. ") else title)
    assert said.count(title) == 1
    assert kiosk.window.screen_shown is not None
    assert kiosk.window.screen_shown.header().title == presenter.phrases("teach.title")
    presenter.stop_listening()
    assert presenter.session.place == replace(asked, answer=number)


def test_whoever_is_not_sure_hears_that_this_is_fine(kiosk: Kiosk, asked: Place) -> None:
    presenter = kiosk.presenter
    presenter.choose_answer(len(presenter.topic().teach_backs[0].answers))
    words = presenter.phrases
    assert " ".join(heard(kiosk)) == f"{words('teach.not_sure')} {words('teach.not_sure_reply')}"


def test_replies_are_made_beforehand(kiosk: Kiosk) -> None:
    key, presenter = KokoroVoice("bf_emma", "en-GB").key, kiosk.presenter
    made = whole_pack(presenter.bundle, "en-GB", presenter.phrases, kiosk.supply.phrase_speech())
    keys = {key(one, PACE) for one in made if one.has_sound}
    question = presenter.bundle.topic(TOPIC, "en-GB").teach_backs[0]
    said = [one for chosen in (None, 0, 1, 2) for one in presenter._scripts.teach_back(TOPIC, question, chosen)]
    assert [one.text for one in said if key(one, PACE) not in keys] == []
