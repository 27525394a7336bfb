"""`python -m terbuka` is the command `terbuka`."""

from terbuka.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
