"""Reading aloud: what is said, by which voice, and where in the text the reader is.

How words are said is settled when content is built, never by the running kiosk: `prepare` asks `normalise`, `lexicon`
and `phonemes`, and writes what `speech_file` reads. The words of a page are its `script`; the `player`, a value, keeps
the place in it. A `voice` says them: `kokoro` and `piper` make sound by a model (`onnx_run`), `espeak` by a program;
`storing` first plays what is there (`sounds`, each as `packed` has it) at the speed asked for (`stretch`); `rendering`
says a `whole_pack` beforehand, with people's own `recordings`. What a screen shows is said from prepared pieces
(`gaps`), in another language as `foreign` has it, by more than one voice (`tongues`). Sound devices do not live here
(`ui.adapters`), nor does anything that draws. Imported by `kiosk.cli` and by `ui`; imports the model in `kiosk.bundle`,
session, phrases, settings, paths, errors.
"""
