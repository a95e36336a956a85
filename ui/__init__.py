"""The glass: everything that is drawn with Qt. No parsing, no PDF, no processes.

A wish goes up (`ui.wishes`) to the presenter, which holds the session; the window shows the screen of its place.
`ui` may use `kiosk`; `kiosk` never imports `ui`. Fingers come in by `touch`, keypad and switches by `keys`; `guide`
says the screen to who cannot see it, `accessible` tells it to a screen reader. `desk` is for nurses,
`bench_test` for IT.
"""
