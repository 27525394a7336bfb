"""What a change does, told to those who decide on it."""
