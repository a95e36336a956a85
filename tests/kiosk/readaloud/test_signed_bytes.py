"""A model whose convolutions are fed signed bytes says the same as the one it was made of, to the bit."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.readaloud import kokoro
from kiosk.readaloud.install import duration_output
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.onnx_file import field, fields, graph, node
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.signed_bytes import suits_this_processor, with_signed_bytes


def test_the_sound_is_the_same_to_the_bit(
    voice: KokoroVoice, phrase: Utterance, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not suits_this_processor():
        pytest.skip("this processor does not multiply bytes by itself: the model stays as it is")
    quick = voice.speak(phrase, 1.0)
    monkeypatch.setattr(kokoro, "suits_this_processor", lambda: False)
    assert KokoroVoice(voice.name, voice.lang).speak(phrase, 1.0) == quick


def test_each_convolution_of_bytes_is_fed_and_nothing_else_is_touched() -> None:
    convolution = node(b"ConvInteger", (b"x_quantized", b"w", b"x_zero", b"w_zero"), b"y")
    model = graph(convolution + node(b"MatMulInteger", (b"x_quantized", b"w", b"x_zero", b"w_zero"), b"z"))
    made = with_signed_bytes(model)
    wanted = convolution.replace(b"x_quantized", b"x_quantize~").replace(b"x_zero", b"x_zer~")
    assert made.startswith(model.replace(convolution, wanted))
    assert b"x_zer~turned" in made
    assert b"w_zer~" not in made


def test_a_model_without_them_stays_as_it_is() -> None:
    assert with_signed_bytes(duration_output()) == duration_output()


@given(st.binary(max_size=60))
def test_what_is_no_model_is_refused_or_left_as_it_is(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert with_signed_bytes(data) == data


@given(st.lists(st.tuples(st.integers(1, 5000), st.binary(max_size=300)), max_size=8))
def test_what_is_written_is_read_again(parts: list[tuple[int, bytes]]) -> None:
    data = b"".join(field(number, content) for number, content in parts)
    assert [(number, data[start:end]) for number, start, end in fields(data, 0, len(data))] == parts


@pytest.mark.parametrize(
    ("told", "suits"),
    [
        ("flags\t\t: fpu avx2 avx512bw avx512dq avx512vl avx512_vnni\n", True),
        ("model name : x\nflags\t\t: fpu avx2 avx_vnni\n", True),
        ("flags\t\t: fpu avx2 avx512bw avx512dq avx512vl\n", False),
        ("Features\t: fp asimd i8mm\n", False),
        ("", False),
    ],
)
def test_only_a_processor_that_cannot_overflow_is_given_signed_bytes(told: str, suits: bool, tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text(told)
    assert suits_this_processor(tmp_path / "cpuinfo") is suits


def test_a_machine_that_tells_nothing_gets_the_model_as_it_is(tmp_path: Path) -> None:
    assert not suits_this_processor(tmp_path / "none")
