"""Review by a person: findings come in, decisions go to the journal, accepted ones into the files.

All but `screen`, the Textual app, knows nothing of terminals.
"""
