"""The core: a patient-education kiosk that runs with no screen and no Qt.

A *bundle* holds *topics*. A *session* is one person's turn at the screen: the *place* they are at and the
*comfort* they read in. A topic can be *read aloud* (a *script* of *utterances*, spoken by a *voice*) or taken
home (a *handout*, drawn to PDF and handed to a *printer*). A topic is parsed once, into blocks; screen, speech
and paper are three renderers of equal rank. Around that stand the *kit* that installs a kiosk without a network and the
*bench test* that tries it before the doors open. What Qt draws lives in `ui`, which nothing here may import.
"""

__version__ = "0.1.0"
