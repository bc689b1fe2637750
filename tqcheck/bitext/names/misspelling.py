def misspelt(*a): return None
