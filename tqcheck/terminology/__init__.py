"""What terminologists do with glossaries: edit, audit, import and export, mine and learn."""
