"""What a page must keep to be valid HTML, found without a validator at hand; ``make html`` asks the validator itself.

Ours, because ``html.parser`` and lxml mend what is wrong in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
#: Elements that end an open paragraph, so that its own end would stand alone.
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure"),
        *(
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
        ),
        *("section", "table", "ul"),
    )
)
_INTERACTIVE = frozenset(("a", "button", "label", "select", "textarea", "summary"))
#: What may stand inside: element -> the only parents it may have.
_PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody", "tfoot", "table"},
    "td": {"tr"},
    "th": {"tr"},
    "caption": {"table"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "figcaption": {"figure"},
    "option": {"select", "optgroup", "datalist"},
}
_CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "tr": {"td", "th"},
    "dl": {"dt", "dd", "div"},
    "select": {"option", "optgroup"},
}
#: ``autocomplete`` is for what is typed; a whole address has several lines.
_NO_AUTOCOMPLETE = frozenset(("button", "checkbox", "file", "image", "radio", "reset", "submit"))
_POINTING = ("aria-controls", "aria-describedby", "aria-labelledby", "for", "headers", "list")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.wanted: list[tuple[str, str]] = []

    def fault(self, said: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {said}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        for name in sorted({n for n in names if names.count(n) > 1}):
            self.fault(f"<{tag}> has {name} twice")
        values = {name: value or "" for name, value in attrs}
        self._nesting(tag)
        self._identity(tag, values)
        if tag == "input":
            self._field(values)
        if tag == "img" and "alt" not in values:
            self.fault("<img> without alt")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            if not {"svg", "math"} & set(self.open):
                self.fault(f"<{tag}/> does not close itself")
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.fault(f"</{tag}> ends {'<' + self.open[-1] + '>' if self.open else 'nothing'}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def _nesting(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        if "svg" in self.open:
            return
        if tag in _BLOCKS and "p" in self.open:
            self.fault(f"<{tag}> inside <p>")
        if tag in _INTERACTIVE and (around := [t for t in self.open if t == tag or (t in ("a", "button"))]):
            self.fault(f"<{tag}> inside <{around[0]}>")
        if tag in _PARENTS and parent not in _PARENTS[tag]:
            self.fault(f"<{tag}> inside <{parent}>")
        if parent in _CHILDREN and tag not in _CHILDREN[parent] | {"template", "script"}:
            self.fault(f"<{tag}> inside <{parent}>")

    def _identity(self, tag: str, values: dict[str, str]) -> None:
        own = values.get("id")
        if own is not None and (own in self.ids or not own or " " in own):
            self.fault(f"id {own!r} twice, empty or with a space")
        self.ids.add(own or "")
        for name in _POINTING:
            if name != "for" or tag in ("label", "output"):
                self.wanted += ((f"<{tag}> {name}", to) for to in values.get(name, "").split())

    def _field(self, values: dict[str, str]) -> None:
        kind, fill = values.get("type", "text"), values.get("autocomplete")
        if fill is not None and (kind in _NO_AUTOCOMPLETE or fill == "street-address"):
            self.fault(f"<input type={kind}> with autocomplete={fill}")


def faults(text: str) -> Iterator[str]:
    """What is wrong in a page, with its line: elements that are not closed, that stand where they may not, double ids,
    words that point at no id, fields with what their kind may not have."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    yield from reader.faults
    yield from (f"<{tag}> is not closed" for tag in reader.open)
    yield from (f"{what} points at {to!r}, which is not there" for what, to in reader.wanted if to not in reader.ids)
