"""What a clinic without a network is handed on a stick: keys, packages, their repository, checksums, the list of parts.

`build` puts the folder together, step by step; the other files each make one part and know no other. Only the command
line uses this room, on the machine of who hands the kit out. Not in here: what the program itself does.
"""
