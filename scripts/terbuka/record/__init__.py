"""What a record is and how it is read: schemas, grammars, YAML, tables, documents, personal data."""
