"""How a command ends: its exit codes, and the refusal of a wrong use. Loads nothing, so that the door opens at once."""

WELL, BLOCKED, WRONG_USE, GAPS = 0, 1, 2, 3


class WrongUse(Exception):
    """The command cannot be carried out as it was given; the text says what to do."""
