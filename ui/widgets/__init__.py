"""Things that are drawn: buttons, words, blocks of a topic, figures. They know no screen, no session, no bundle."""
