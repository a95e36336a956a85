"""Requests and answers of the print protocol as bytes."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import PrinterError
from kiosk.printing.ipp import Attribute, Operation, Tag, decode, encode

NAMES = st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True)
ATTRIBUTES = st.one_of(
    st.builds(Attribute, st.just(Tag.INTEGER), NAMES, st.tuples(st.integers(-(2**31), 2**31 - 1))),
    st.builds(Attribute, st.just(Tag.BOOLEAN), NAMES, st.tuples(st.booleans())),
    st.builds(Attribute, st.sampled_from([Tag.TEXT, Tag.NAME, Tag.KEYWORD, Tag.URI]), NAMES,
              st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=4).map(tuple)),
)  # fmt: skip


@given(st.lists(ATTRIBUTES, max_size=8, unique_by=lambda attribute: attribute.name))
def test_what_is_encoded_is_decoded_again(attributes: list[Attribute]) -> None:
    answer = decode(encode(Operation.PRINT_JOB, 7, [(Tag.OPERATION, ()), (Tag.JOB, attributes)]))
    assert answer.status == Operation.PRINT_JOB  # a request holds its operation where an answer holds its status
    assert answer.first(Tag.JOB) == {attribute.name: attribute.values for attribute in attributes}
    assert answer.first(Tag.OPERATION)["attributes-charset"] == ("utf-8",)


@given(st.binary(max_size=300))
def test_bytes_that_are_no_answer_are_an_error_with_words(data: bytes) -> None:
    try:
        decode(data)
    except PrinterError as error:
        assert "CUPS" in error.for_staff


@given(st.integers(min_value=1))
def test_an_answer_cut_short_is_an_error(cut: int) -> None:
    whole = encode(Operation.PRINT_JOB, 1, [(Tag.OPERATION, ()), (Tag.JOB, [Attribute(Tag.INTEGER, "job-id", (1,))])])
    with pytest.raises(PrinterError):
        decode(whole[: len(whole) - 1 - cut % (len(whole) - 1)])


def test_two_printers_in_one_answer_are_two_groups() -> None:
    queues = [(Tag.PRINTER, [Attribute(Tag.NAME, "printer-name", (name,))]) for name in ("desk", "kiosk")]
    answer = decode(encode(Operation.CUPS_GET_PRINTERS, 1, [(Tag.OPERATION, ()), *queues]))
    assert [group["printer-name"] for group in answer.all(Tag.PRINTER)] == [("desk",), ("kiosk",)]


def test_a_request_begins_as_the_standard_wants() -> None:
    data = encode(Operation.GET_PRINTER_ATTRIBUTES, 5, [(Tag.OPERATION, ())])
    assert data[:8] == b"\x02\x00" + struct.pack(">HI", 0x000B, 5)
    assert data[8:].startswith(b"\x01\x47\x00\x12attributes-charset\x00\x05utf-8\x48")
    assert data.endswith(b"\x03")
