"""Runs a voice's model by onnxruntime: loads it, and lets another thread end a sentence in the middle."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from kiosk.errors import VoiceError
from kiosk.readaloud.voice import GivenUpError, Patience

_MOST_THREADS = 4


def open_model(path: str, threads: int) -> Any:
    """Return the model at `path`, ready to run; `threads` 0: every core, four at most.

    ValueError when it is no model.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or min(os.cpu_count() or 1, _MOST_THREADS)
    options.inter_op_num_threads = 1
    # A thread that waits must not spin: on two cores it would take the other half of the work its core.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    refused = onnxruntime.capi.onnxruntime_pybind11_state
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except (refused.InvalidProtobuf, refused.InvalidArgument, refused.InvalidGraph, refused.Fail) as error:
        raise ValueError(str(error)) from error


def outputs(model: Any, names: list[str], asked: Mapping[str, Any], patience: Patience | None, voice: str) -> list[Any]:
    """Return what the model of `voice` makes of `asked`. VoiceError when it fails, GivenUpError without patience."""
    from onnxruntime import RunOptions
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, RuntimeException

    options, waiting = RunOptions(), patience or Patience()
    try:
        with waiting.lasting(lambda: setattr(options, "terminate", True)):
            made: list[Any] = model.run(names, dict(asked), options)
            return made
    except (Fail, InvalidArgument, RuntimeException) as error:  # the last when there is no memory
        if waiting.gone:
            raise GivenUpError from error
        raise VoiceError(f"The voice {voice} failed: {error}. Install it again; 'kiosk voices' says how.") from error
