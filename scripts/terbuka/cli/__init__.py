"""The one command: ``terbuka``. Reads the clock, the environment and git, prints, and sets the exit code.

Exit codes: 0 well; 1 blocked; 2 wrong use or a fault of the program; 3 something mandatory is missing or
late. Knows no rule and says nothing about the law.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from terbuka.cli.codes import WELL, WRONG_USE, WrongUse
from terbuka.cli.grammar import carry_out, parser

__all__ = ["main", "parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises, except to leave for ``--help``."""
    words = sys.argv[1:] if arguments is None else arguments
    grammar = parser(next((word for word in words if not word.startswith("-")), ""))
    options, rest = grammar.parse_known_args(words)
    if rest:
        # The library stops taking answers at the first option between them.
        if not hasattr(options, "answers") or any(word.startswith("-") for word in rest):
            grammar.error(f"unrecognized arguments: {' '.join(rest)}")
        options.answers += rest
    try:
        return carry_out(options)
    except WrongUse as wrong:
        print(f"terbuka: {wrong}", file=sys.stderr)
    except BrokenPipeError:
        # The reader has seen enough (`terbuka check | head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL
    except KeyboardInterrupt:
        print("terbuka: dihentikan", file=sys.stderr)
    except Exception:  # noqa: BLE001 - the last door: a fault must never look like a verdict
        if os.environ.get("TERBUKA_DEBUG"):
            import traceback

            traceback.print_exc()
        kind = sys.exc_info()[0]
        print(
            f"terbuka: kesalahan program ({kind.__name__ if kind else ''}). Ini bukan salah data Anda dan tidak ada "
            "yang berubah.\nUlangi dengan TERBUKA_DEBUG=1 dan kirim hasilnya kepada pemelihara "
            "(a fault of the program; run again with TERBUKA_DEBUG=1 and report it).",
            file=sys.stderr,
        )
    return WRONG_USE
