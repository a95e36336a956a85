"""The glass: everything that is drawn with Qt. No parsing, no PDF, no processes.

A wish goes up (`ui.wishes`) to the presenter, which holds the session; the window shows the screen of its place.
`ui` may use `kiosk`; `kiosk` never imports `ui`.
"""
