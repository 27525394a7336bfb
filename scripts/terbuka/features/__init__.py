"""One folder a subject: its records, contradictions, judgements, pages, files and words."""
