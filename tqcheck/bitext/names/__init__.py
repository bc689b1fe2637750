"""Names and acronyms held against the source."""
