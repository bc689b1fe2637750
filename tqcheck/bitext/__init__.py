"""A translation held against its source: what two texts share, and what one has that the other hasn't."""
