"""Programs that can render the shell of a portal, by the name of their module."""

#: The first is what a portal gets that names none.
ENGINES = ("mkdocs", "properdocs")
