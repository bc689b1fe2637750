"""Whether two spellings are one name (*Khrouchtchev*, *Khrushchev*), from sound and spelling alone, and what explains them."""

from tqcheck.names.comparison import SAME_NAME, similarity
from tqcheck.names.explanation import Correspondence, explain
from tqcheck.names.romanisation import Romanisation, convention

__all__ = ["SAME_NAME", "Correspondence", "Romanisation", "convention", "explain", "similarity"]
