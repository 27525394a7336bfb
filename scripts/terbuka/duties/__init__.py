"""The core: the register of a body, what each duty of it is on a day, what is missing, and until when."""
