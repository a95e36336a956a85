"""Ears for tests: a small speech recogniser that has never seen the text, and measures of sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Decoder

Samples = NDArray[np.float64]

_ARPABET = (
    ("tʃ", "CH"), ("dʒ", "JH"), ("eɪ", "EY"), ("aɪ", "AY"), ("aʊ", "AW"), ("ɔɪ", "OY"), ("əʊ", "OW"), ("eə", "EH R"),
    ("iə", "IY AH"), ("ɪə", "IH R"), ("ʊə", "UH R"), ("iː", "IY"), ("uː", "UW"), ("ɑː", "AA"), ("ɔː", "AO"),
    ("ɜː", "ER"), ("a", "AE"), ("æ", "AE"), ("ɒ", "AA"), ("ə", "AH"), ("ʌ", "AH"), ("ɛ", "EH"), ("e", "EH"),
    ("ɪ", "IH"), ("i", "IY"), ("ʊ", "UH"), ("u", "UW"), ("ɹ", "R"), ("r", "R"), ("j", "Y"), ("ŋ", "NG"), ("ʃ", "SH"),
    ("ʒ", "ZH"), ("θ", "TH"), ("ð", "DH"), ("ɡ", "G"), ("g", "G"), ("h", "HH"), ("b", "B"), ("d", "D"), ("f", "F"),
    ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N"), ("p", "P"), ("s", "S"), ("t", "T"), ("v", "V"), ("w", "W"),
    ("z", "Z"),
)  # fmt: skip


def arpabet(ipa: str) -> str:
    """Write IPA in the recogniser's own letters; a sound it does not know is a KeyError."""
    plain = re.sub("[ˈˌ .]", "", ipa)
    table = dict(_ARPABET)
    pattern = "|".join(re.escape(sound) for sound in sorted(table, key=len, reverse=True)) + "|."
    return " ".join(table[sound] for sound in re.findall(pattern, plain))


def samples(pcm: bytes) -> Samples:
    """Return signed 16-bit samples as numbers."""
    return np.frombuffer(pcm, "<i2").astype(np.float64)


def at_16_khz(wave: Samples, rate: int = 24_000) -> bytes:
    """Return sound as the recogniser takes it: 16 kHz, low-passed first."""
    taps = np.sinc(np.arange(-32, 33) * 2 * 7400 / rate) * np.hamming(65)
    filtered = np.convolve(wave, taps / taps.sum(), "same")
    times = np.arange(int(len(wave) * 16_000 / rate)) * rate / 16_000
    return np.clip(np.interp(times, np.arange(len(filtered)), filtered), -32768, 32767).astype("<i2").tobytes()


def heard(wave: Samples, extra: Mapping[str, str] | None = None) -> list[str]:
    """Return the words a recogniser hears, without having been told any; `extra` teaches it how words sound."""
    decoder = Decoder(samprate=16000, loglevel="FATAL")
    for word, sounds in (extra or {}).items():
        decoder.add_word(word, sounds, True)
    decoder.start_utt()
    decoder.process_raw(at_16_khz(wave), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return [] if found is None else found.hypstr.split()


def variant(wave: Samples, words: Sequence[str], word: str, right: str, wrong: str) -> str:
    """Return 'right' or 'wrong': which of two ways to say `word` fits the sound of the sentence `words` better."""
    asked = "asked-for"  # the word itself may be in the recogniser's dictionary, with a sound of its own
    decoder = Decoder(samprate=16000, lm=None, loglevel="FATAL", beam=1e-80, wbeam=1e-60, pbeam=1e-80)
    decoder.add_word(asked, arpabet(right), True)
    decoder.add_word(f"{asked}(2)", arpabet(wrong), True)
    decoder.set_align_text(" ".join(asked if one == word else one for one in words))
    decoder.start_utt()
    decoder.process_raw(at_16_khz(wave), full_utt=True)
    decoder.end_utt()
    picked = [segment.word for segment in decoder.seg() if segment.word.startswith(asked)]
    assert picked, f"'{word}' was not found in the sound"
    return "wrong" if picked[0].endswith("(2)") else "right"


def error_rate(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Return the share of words that are wrong, missing or too many (word error rate)."""
    row = list(range(len(found) + 1))
    for i, one in enumerate(wanted, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(found, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (one != other))
    return row[-1] / max(len(wanted), 1)


def plain_words(said: Iterable[str]) -> list[str]:
    """Return spoken words as the recogniser writes them."""
    return re.findall(r"[a-z']+", " ".join(said).lower().replace("-", " "))


def onsets(wave: Samples, rate: int = 24_000, quiet_db: float = -38.0, silence: float = 0.09) -> list[float]:
    """Return the seconds at which sound begins behind at least `silence` seconds of quiet."""
    step = int(0.005 * rate)
    frames = wave[: len(wave) // step * step].reshape(-1, step)
    loud = 20 * np.log10(np.sqrt((frames**2).mean(axis=1)) / (np.abs(wave).max() + 1e-9) + 1e-9) > quiet_db
    found, last = [], -1e9
    for index in np.flatnonzero(loud):
        if (index - last) * 0.005 >= silence:
            found.append(index * 0.005)
        last = index
    return found


def pitch(wave: Samples, rate: int = 24_000) -> float:
    """Return the median pitch of the voiced parts in hertz, by autocorrelation."""
    found = []
    size = int(0.04 * rate)
    for start in range(0, len(wave) - size, size):
        frame = wave[start : start + size] - wave[start : start + size].mean()
        power = float((frame**2).sum())
        if power < size * 800.0**2:
            continue
        spectrum = np.correlate(frame, frame, "full")[size - 1 :]
        low, high = rate // 400, rate // 90
        lag = low + int(np.argmax(spectrum[low:high]))
        if spectrum[lag] > 0.5 * power:
            found.append(rate / lag)
    return float(np.median(found))


def likeness(recording: Samples, sent: Samples) -> tuple[float, int]:
    """Return how well `sent` is found in a recording (1.0: the same), and at which sample."""
    size = 1 << int(np.ceil(np.log2(len(recording) + len(sent))))
    both = np.fft.rfft(recording, size) * np.conj(np.fft.rfft(sent, size))
    place = int(np.argmax(np.fft.irfft(both, size)[: len(recording)]))
    part = recording[place : place + len(sent)]
    power = np.sqrt((part**2).sum() * (sent[: len(part)] ** 2).sum())
    return float((part * sent[: len(part)]).sum() / power) if power else 0.0, place
