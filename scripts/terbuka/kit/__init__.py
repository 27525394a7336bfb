"""What pages and files are made with: templates, tables, charts, papers, feeds, languages; what a feature is."""
