"""Small translations to score: references, and systems that stray from them."""

from __future__ import annotations

import random


def corpus() -> dict[str, str]:
    """A reference, another one, and three systems that stray from it more and more."""
    draw = random.Random(7)
    who, did = ("mayor", "pilot", "baker", "Judge", "crew"), ("sold", "saw", "left", "mended", "kept")
    what = ("the old boat", "a Blue gate", "two towers, at last", "no “house”", "every bridge in town")
    lines = [f"The {draw.choice(who)} {draw.choice(did)} {draw.choice(what)} on day {n}." for n in range(40)]

    def stray(share: float) -> str:
        words = (line.split() for line in lines)
        strayed = (
            " ".join(draw.choice(who) if draw.random() < share else word for word in line if draw.random() > share / 3)
            for line in words
        )
        return "\n".join(strayed) + "\n"

    texts = {"ref.txt": "\n".join(lines) + "\n", "ref2.txt": stray(0.1)}
    return texts | {f"{name}.txt": stray(share) for name, share in (("a", 0.12), ("b", 0.15), ("c", 0.4))}
