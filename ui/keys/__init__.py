"""No touch needed: the order of the controls, the keypad, the switches.

Works on any stage, by what lies on it; knows no screen, no session and no widget's drawing.
"""
