"""What the HTML report shows, made ready for its template: numbers and bars, articles with their marks, names.

Its template, style sheet and script stand beside these modules.
"""
