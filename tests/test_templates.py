"""Each page's template and its view name the same fields, and every page can be made of a body that says nothing."""

from __future__ import annotations

import pytest
from jinja2 import meta, nodes

from terbuka.kit import portal
from terbuka.kit.portal import View, environment
from terbuka.portal import pages  # noqa: F401 - defines every view

VIEWS = {view.template: view for view in View.__subclasses__()}
#: What ``Portal.article`` gives to every template, and to those of a body.
GLOBALS = {"up", "site", "corpus", "asal", "b", "heading"} | set(environment().globals)


def reads(name: str) -> set[str]:
    """The names that a template looks at and does not set itself, with those of the templates that it includes."""
    env = environment()
    assert env.loader is not None
    tree = env.parse(env.loader.get_source(env, name)[0])
    names = meta.find_undeclared_variables(tree)
    for include in tree.find_all(nodes.Include):
        assert isinstance(include.template, nodes.Const)
        names |= reads(include.template.value)
    return names - {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_template_reads_exactly_the_fields_of_its_view(view: type[View]) -> None:
    fields = set(view.__dataclass_fields__)
    assert reads(view.template) - GLOBALS == fields
    assert not fields & GLOBALS
