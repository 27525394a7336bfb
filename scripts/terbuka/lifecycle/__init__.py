"""How a portal begins, is brought up to date, moves in and moves out."""
