"""Terbuka: a public body's duties and records, kept as text files, become a checked and searchable site."""

__version__ = "0.1.0"
#: The day of this version; a release sets both.
__released__ = "2026-11-30"
