"""The Textual app: panes that show a session, dialogs that ask, keys that call it."""
