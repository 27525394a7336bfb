"""What a page needs of the theme is written down, and only becomes less."""

from __future__ import annotations

import theme_needs


def test_what_is_needed_of_the_theme_is_written_down_and_only_shrinks() -> None:
    written = theme_needs.from_text(theme_needs.WRITTEN.read_text("utf-8"))
    found = theme_needs.needs()
    new = {kind: more for kind, names in found.items() if (more := sorted(set(names) - set(written.get(kind, ()))))}
    gone = {kind: less for kind, names in written.items() if (less := sorted(set(names) - set(found.get(kind, ()))))}
    assert new == {}, "a page needs more of the theme than before: do without it"
    assert gone == {}, "no longer needed: write the list again (python tests/theme_needs.py --rewrite)"


def test_the_list_is_read_as_it_was_written() -> None:
    found = {"files of the theme": ["a-b/c.css", "d"], "of mkdocs (all)": [f"page.{n}" for n in range(60)]}
    assert theme_needs.from_text(theme_needs.as_text(found)) == found


def test_rules_that_need_what_no_page_has_are_left_out() -> None:
    rules = ".md-typeset h1,.md-nav a{x:y}@media print{[data-md-x] p{}.md-typeset table:not([class]) th:hover{}}@page{}"
    assert theme_needs._met(rules, {"md-typeset"}) == ({"md-typeset"}, {"h1", "table", "th"})
