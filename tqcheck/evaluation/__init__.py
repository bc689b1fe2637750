"""Findings held against defects that people marked: how many are right, how many defects are found, what chance would do.

`gold` reads the marks and finds their places in texts, `matching` tells which findings meet which marks, `scores` counts
that per rule and family, `blind` is what findings at random places would score.
"""
