"""Glossaries in the formats of other programs: read to concepts, written from them."""
