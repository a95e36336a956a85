"""One file a screen. A screen is given facts and `Wishes`; it knows no presenter, no window, no other screen."""
