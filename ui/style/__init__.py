"""From tokens to pixels: millimetres, fonts, icons, zones. Knows no widget, no screen and no session."""
