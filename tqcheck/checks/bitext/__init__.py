"""The check kinds that hold a segment against its source; see `tqcheck.checks`."""
