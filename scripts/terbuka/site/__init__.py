"""From pages to a site on a server: the shell of mkdocs, policy, search index, sealing, archive, the preview."""
