"""Names and acronyms of a translation held against its source."""

from tqcheck.bitext.names.comparison import Difference, What, differences
from tqcheck.bitext.names.exonyms import tongues

__all__ = ["Difference", "What", "differences", "tongues"]
