"""Commands that write records: new ones, tidied tables, releases, confirmations, a new portal."""
