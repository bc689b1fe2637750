"""TBX (TermBase eXchange, ISO 30042), the format in which terminology programs exchange concepts."""

from tqcheck.terminology.exchange.tbx_read import read
from tqcheck.terminology.exchange.tbx_write import write

__all__ = ["read", "write"]
