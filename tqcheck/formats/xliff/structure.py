"""The elements of an XLIFF file: what they hand down, and where the sources and targets of its units stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from tqcheck.formats import inline, tongues
from tqcheck.formats.elements import Elements
from tqcheck.formats.xliff.units import NOT, Builder, Frame, Pair, Unit, flags, states

_HEAD = 4096
_LENIENT = re.compile(r"sdl\.com/FileTypes|MQXliff|memsource\.com")
"""The namespaces of tools that give one id to several units."""
_PART = "{http://sdl.com/FileTypes/SdlXliff/1.0}seg"


class File(Elements):
    """Gathers the units of a file."""

    def __init__(self, text: str, wanted: Sequence[str]) -> None:
        super().__init__(text, "xliff", "XLIFF")
        self.builder = Builder(self, wanted)
        self.tongues = "", ""
        self._names = _Names(lenient=bool(_LENIENT.search(text, 0, _HEAD)))
        self._frames: list[Frame] = [Frame()]
        self._unit: Unit | None = None
        self._holder = 0  # how deep the element lies whose children may be a source and a target
        self._from, self._name = 0, ""
        sides = ("source", "seg-source", "target")
        self.opening = {
            "xliff": self._root,
            "file": self._file,
            "group": self._group,
            "bin-unit": self._binary,
            "trans-unit": self._trans_unit,
            "unit": self._enter_unit,
            "segment": self._segment,
            "data": self._data,
            _PART: self._part,
            **{side: partial(self._side, side) for side in sides},
        }
        self.closing = {
            **dict.fromkeys(["xliff", "file", "group", "bin-unit"], self._leave),
            **dict.fromkeys(["trans-unit", "unit"], self._leave_unit),
            "segment": self._let_go,
            "data": self._data_ends,
            **{side: partial(self._side_ends, side) for side in sides},
        }

    def _root(self, attributes: list[str]) -> None:
        told = self._enter(attributes)
        self._settle(told.get("srcLang", ""), told.get("trgLang", ""))

    def _file(self, attributes: list[str]) -> None:
        told = self._enter(attributes)
        self._settle(told.get("source-language", ""), told.get("target-language", ""))
        self._names.next_file()

    def _group(self, attributes: list[str]) -> None:
        self._enter(attributes)

    def _binary(self, _attributes: list[str]) -> None:
        self._frames.append(Frame(checked=False))

    def _leave(self) -> None:
        self._frames.pop()

    def _enter_unit(self, attributes: list[str]) -> None:
        told = self._enter(attributes)
        name = self._names.of(told.get("id", ""))
        if name is None:
            given = told.get("id", "")
            raise self.refuse(f"has two units with the id {given!r} in one <file>, where ids are unique; give one another id")
        self._unit = Unit(name, self._frames[-1], (*states(told),), flags(told))

    def _trans_unit(self, attributes: list[str]) -> None:
        self._enter_unit(attributes)
        self._hold(Pair())

    def _leave_unit(self) -> None:
        unit, self._unit, self._holder = self._unit, None, 0
        self._frames.pop()
        if unit and unit.frame.checked:
            self.builder.add(unit)

    def _segment(self, attributes: list[str]) -> None:
        told = _named(attributes)
        self._hold(Pair(told.get("id", ""), (told.get("state", "initial"), told.get("subState", ""))))

    def _hold(self, pair: Pair) -> None:
        if self._unit:
            self._unit.pairs.append(pair)
            self._holder = len(self.open)

    def _let_go(self) -> None:
        self._holder = 0

    def _part(self, attributes: list[str]) -> None:
        told = _named(attributes)
        if self._unit:
            self._unit.parts[told.get("id", "")] = told.get("conf", ""), told.get("locked", "").lower() not in NOT

    def _side(self, name: str, attributes: list[str]) -> None:
        if not self._unit or len(self.open) != self._holder + 1:
            return
        self._from, pair = self.inside(attributes), self._unit.pairs[-1]
        told = _named(attributes) if attributes else {}
        if told.get("space", "preserve" * self._unit.frame.preserve) == "preserve":
            pair.preserve += (name,)
        if "state" in told and name == "target":
            pair.states += (told["state"],)

    def _side_ends(self, name: str) -> None:
        if self._unit and len(self.open) == self._holder + 1:
            self._unit.pairs[-1].sides[name] = self._from, self.at()

    def _data(self, attributes: list[str]) -> None:
        self._from = self.inside(attributes)
        self._name = _named(attributes).get("id", "")

    def _data_ends(self) -> None:
        if self._unit:
            self._unit.data[self._name] = inline.native(self.text((self._from, self.at())))

    def _enter(self, attributes: list[str]) -> dict[str, str]:
        """Work out what an element hands down; its attributes."""
        told, above = _named(attributes), self._frames[-1]
        checked = told["translate"] != "no" if "translate" in told else above.checked
        locked = "locked" in told and told["locked"].lower() not in NOT
        frame = checked and not locked, told["space"] == "preserve" if "space" in told else above.preserve
        self._frames.append(above if above == frame else Frame(*frame))
        return told

    def _settle(self, source: str, target: str) -> None:
        """Take in the languages of a file; raises Problem where they are not those of the files before."""
        told = tongues.tag(source), tongues.tag(target)
        for old, new, what in zip(self.tongues, told, ("from", "into"), strict=True):
            if old and new and not tongues.same(old, new):
                raise self.refuse(f"holds translations {what} {old} and {what} {new}; part it into files of one language")
        self.tongues = self.tongues[0] or told[0], self.tongues[1] or told[1]


class _Names:
    """Names units: by their ids, with the number of the `<file>` before those that stand in several."""

    def __init__(self, *, lenient: bool) -> None:
        self._lenient = lenient
        self._files = 0
        self._here: set[str] = set()
        self._everywhere: set[str] = set()
        self._copies: dict[str, int] = {}

    def next_file(self) -> None:
        """Begin another `<file>`."""
        self._files += 1
        self._here = set()

    def of(self, given: str) -> str | None:
        """The name of a unit with an id; None where it stands twice in one `<file>` and no tool is known to do that."""
        if given in self._here and given and not self._lenient:
            return None
        self._here.add(given)
        name = given or f"#{len(self._everywhere) + 1}"
        if name in self._everywhere and self._files > 1:
            name = f"{self._files}:{name}"
        unique = name
        while unique in self._everywhere:
            self._copies[name] = self._copies.get(name, 1) + 1
            unique = f"{name}.{self._copies[name]}"
        self._everywhere.add(unique)
        return unique


def _named(attributes: list[str]) -> dict[str, str]:
    """Attributes by their names without namespaces; where two are alike, that without a namespace counts."""
    told: dict[str, str] = {}
    rest = iter(attributes)
    for name in rest:
        if " " in name:
            told.setdefault(name.rpartition(" ")[2], next(rest))
        else:
            told[name] = next(rest)
    return told
