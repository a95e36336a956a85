"""Reading aloud: what is said, by which voice, and where in the text the reader is.

Here live the words of speech (`normalise`, `lexicon`, `phonemes`, `prepare`: used when content is built, never by the
running kiosk), the `script` of a page, the `player` as values, the `voice` port with its silent voice, and the
adapters that need no Qt. Sound is recorded (`rendering`, `recordings`), kept (`sounds`, `packed`) or made (`kokoro`);
`storing` puts the three behind one voice. Sound devices do not live here (`ui.adapters.sound`), nor does anything that
draws. Imported by `kiosk.cli` and by `ui`; imports the model in `kiosk.bundle`, session, phrases, settings, paths,
errors.
"""
