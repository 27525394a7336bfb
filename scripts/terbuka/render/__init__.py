"""Records and what follows from them become pages and files: pure values in, pure values out.

Three doors: ``render`` gives everything that the site holds besides the editorial pages, ``shells`` the frames
around the pages, ``prose`` the editorial texts with their values. Nothing is read but our own templates; everything
typed by people is escaped.
"""

from __future__ import annotations

from terbuka.render import words
from terbuka.render.pages import render
from terbuka.render.prose import prose
from terbuka.render.shells import shells

__all__ = ["prose", "render", "shells", "words"]
