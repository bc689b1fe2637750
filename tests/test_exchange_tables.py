"""Tables of terms: CSV, TSV and workbooks give the concepts that they were made of, and refuse what can't be taken whole."""

from __future__ import annotations

import codecs
import datetime
import io
import struct
import sys
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from exchanged import ANY, CONCEPTS, TEXT, bare
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.terminology.exchange import FORMS, Lost, Options, Read, find, read, write
from tqcheck.terminology.exchange.cells import guard, join, split, unguard

TABLES = ("csv", "tsv", "xlsx")


def table(text: str, form: str = "csv", **options: object) -> Read:
    return read("terms.csv", text.encode(), form, Options(**options))  # type: ignore[arg-type]


def book(*rows: Sequence[object], name: str = "glossary", change: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = name
    for row in rows:
        made.active.append(list(row))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def workbook(data: bytes, **options: object) -> Read:
    return read("terms.xlsx", data, "xlsx", Options(**options))  # type: ignore[arg-type]


def refusal(data: bytes | str, form: str = "csv", **options: object) -> str:
    given_bytes = data.encode() if isinstance(data, str) else data
    with pytest.raises(Problem) as refused:
        read(f"terms.{form}", given_bytes, form, Options(**options))  # type: ignore[arg-type]
    return str(refused.value)


@given(st.lists(TEXT, max_size=4), st.sampled_from(["|", ";", " / ", "u"]))
def test_what_a_cell_joins_it_splits(texts: list[str], separator: str) -> None:
    cell = guard(join(texts, separator))
    assert split(unguard(cell), separator) == texts
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("form", TABLES)
@given(concepts=st.lists(ANY, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_import_undoes_export(form: str, concepts: list[Concept]) -> None:
    written = write(concepts, form, Options())
    assert written.lost == []
    assert bare(read("terms", written.data, form, Options()).concepts) == concepts


@pytest.mark.parametrize("form", TABLES)
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
@settings(max_examples=100, deadline=None)
def test_whatever_comes_is_read_or_refused_in_one_line(form: str, data: bytes) -> None:
    try:
        read("terms", data, form, Options())
    except Problem as problem:
        assert len(str(problem).splitlines()) == 1


def test_no_formula_is_written() -> None:
    rows = write([Concept("sum", {"en": Terms("=1+1", ("-x", "'tis", "@home", "+y"))})], "csv", Options()).data.decode(
        "utf-8-sig"
    )
    assert rows.splitlines()[1].startswith("sum,,,,,approved,,,'=1+1,'-x|'tis|@home|+y,")
    data = write(CONCEPTS, "xlsx", Options()).data
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "'=SUM" in [cell.value for cell in cells]


def test_an_apostrophe_of_the_user_stays() -> None:
    assert table("en\n'tis\n").concepts[0].terms["en"].preferred == "'tis"


def test_the_terms_of_a_cell_are_the_preferred_one_and_others() -> None:
    read_ = table("en,en:admitted,en:forbidden\n fire brigade | fire service ,brigade,fire men|firemen\n")
    assert read_.concepts[0].terms == {"en": Terms("fire brigade", ("fire service", "brigade"), ("fire men", "firemen"))}
    assert read_.concepts[0].id == read_.concepts[0].status == ""
    assert table("en\na;b\n", separator=";", delimiter=",").concepts[0].terms["en"].admitted == ("b",)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_delimiter_is_found(sign: str) -> None:
    text = sign.join(["Domain", "EN", "fr"]) + "\n" + sign.join(["sport", '"a;b,c"', "b"]) + "\n"
    assert table(text).concepts[0].terms == {"en": Terms("a;b,c"), "fr": Terms("b")}
    assert table(f"sep={sign}\n{text}").concepts[0].origin == "terms.csv:3"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, b"", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_encodings_are_told_by_their_mark(mark: bytes) -> None:
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
    data = mark + "fr\nété\n".encode(encoding)
    assert find("a.csv", data) == "csv"
    assert read("a.csv", data, "csv", Options()).concepts[0].terms["fr"].preferred == "été"


def test_columns_are_mapped() -> None:
    text = "Terme FR,Interdit,Remarque,Page\narbitre,arbiter,x,7\n"
    columns = {"terme  fr": "fr", "Interdit": "en:forbidden", "Remarque": "note"}
    found = table(text, columns=columns)
    assert found.concepts[0].terms == {"fr": Terms("arbitre"), "en": Terms(forbidden=("arbiter",))}
    assert found.concepts[0].note == "x"
    assert found.lost == [Lost(1, "", "column “Page”; --map 'Page=note' says what it holds")]
    assert table(text, columns={**columns, "Page": ""}).lost == []


def test_a_column_of_no_known_language_is_not_taken_for_one() -> None:
    found = table("Ref,en\n1,referee\n")
    assert found.concepts[0].terms == {"en": Terms("referee")}
    assert "column “Ref”" in found.lost[0].what


def test_what_stands_under_no_header_is_told() -> None:
    found = table("en,,\na,,\nb,x,y\nc,z,\n")
    assert len(found.concepts) == 3
    assert found.lost == [Lost(3, "", "what stands under no header, here or in later lines too; name the column")]


def test_rows_without_terms_are_told_and_empty_ones_are_not() -> None:
    assert table("id,en\nx,\n,\n\n").lost == [Lost(2, "x", "a concept without terms")]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 0, "is empty"),
        ("en,fr,EN\na,b,c\n", 1, "“EN” and “en” say the same"),
        ("Page,en,Page\n", 1, "“Page” stands there twice"),
        ("en,en:preferred\n", 1, "say the same"),
        ("id,note\nx,y\n", 1, "no column holds terms"),
        ("en,fr\na,b,c\n", 2, "has 3 cells, and the table 2 headers; name the column"),
        ('en\nok\n"open\n', 3, "a quotation mark is not closed"),
        ("en\na\x00b\n", 2, "NUL"),
        ("en,status\na,done\n", 2, "status is 'done'; it must be one of proposed"),
        ("en,en:case\na,title\n", 2, "en:case is 'title'"),
        ("en,en:verbatim\na,perhaps\n", 2, "en:verbatim is 'perhaps'"),
        ('en\n"' + "x" * 200_000 + '"\n', 2, "a cell is too long"),
        ("en," + "," * 1000 + "\n", 1, "columns"),
    ],
)
def test_bad_tables_are_refused_with_their_line(text: str, line: int, told: str) -> None:
    message = refusal(text)
    assert told in message
    assert message.startswith(f"terms.csv:{line}: " if line else "terms.csv: ")


def test_bad_encodings_are_refused_with_what_to_do() -> None:
    assert refusal("fr\nbon\nété\n".encode("latin-1")).startswith("terms.csv:3: is neither UTF-8 nor UTF-16")
    assert "UTF-16 without a byte-order mark" in refusal("en\na\n".encode("utf-16-le"))
    assert "breaks off" in refusal(codecs.BOM_UTF16_LE + b"e\0n")


def test_maps_that_mean_nothing_are_refused() -> None:
    assert "no column is named “fr”, did you mean" not in refusal("en\na\n", columns={"fr": "fr"})
    assert "did you mean 'terme'" in refusal("en,Terme\na,b\n", columns={"Termes": "fr"})
    assert "'french!' is no column" in refusal("en,Terme\na,b\n", columns={"Terme": "french!"})
    assert "say the same" in refusal("en,Terme\na,b\n", columns={"Terme": "en"})


def test_a_sheet_is_read_whatever_its_cells_hold() -> None:
    rows = [
        ("id", "en", "date", "en:verbatim"),
        (7.0, "a\nb", datetime.datetime(2024, 3, 14), True),
        (None, None, None),
        (8, 1.5),
    ]
    found = workbook(book(*rows))
    assert [(one.id, one.terms["en"].preferred, one.date) for one in found.concepts] == [
        ("7", "a\nb", "2024-03-14"),
        ("8", "1.5", ""),
    ]
    assert found.concepts[0].terms["en"].verbatim
    assert found.concepts[0].origin == "terms.xlsx:2"


def test_the_first_sheet_that_is_shown_is_read_or_the_one_named() -> None:
    def more(made: openpyxl.Workbook) -> None:
        made.create_sheet("Old", 0).append(["en"])
        made["Old"].sheet_state = "hidden"
        made.create_sheet("More").append(["fr"])
        made["More"].append(["b"])

    data = book(["en"], ["a"], change=more)
    found = workbook(data)
    assert list(found.concepts[0].terms) == ["en"]
    assert found.lost == [Lost(0, "", "sheet “More”; --sheet 'More' takes that one")]
    assert list(workbook(data, sheet="More").concepts[0].terms) == ["fr"]
    assert workbook(data, sheet="Old") == Read([], [])
    assert "no sheet is named “Terms”; it has “Old”, “glossary”, “More”" in refusal(data, "xlsx", sheet="Terms")


def test_a_formula_is_refused_with_its_cell() -> None:
    message = refusal(book(["id", "en"], ["x", "=1+1"]), "xlsx")
    assert message.startswith("terms.xlsx:2: sheet “glossary”, cell B2 holds a formula, which is never computed; ")
    assert "the error #N/A" in refusal(book(["en"], ["#N/A"]), "xlsx")


def test_what_is_no_workbook_or_unpacks_to_too_much_is_refused() -> None:
    assert "is no workbook" in refusal("en\na\n", "xlsx")
    assert "older workbook" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1", "xlsx")
    data = book(["en"], ["a"])
    assert refusal(data[: len(data) // 2], "xlsx")
    size = zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/worksheets/sheet1.xml").file_size
    bomb = data.replace(struct.pack("<L", size), struct.pack("<L", 2_000_000_000))
    assert "unpacks to 2,0" in refusal(bomb, "xlsx")


def test_a_workbook_that_declares_entities_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(["en"], ["a"]))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text
            new.writestr(part.filename, text)
    assert "declares a document type" in refusal(out.getvalue(), "xlsx")


def test_a_sheet_that_lies_of_its_size_is_read() -> None:
    found = workbook(book(["en"], ["a"], change=lambda made: made.active.cell(1_048_576, 1, "z")))
    assert [one.terms["en"].preferred for one in found.concepts] == ["a", "z"]
    assert "beyond column 1,000" in refusal(book(["en"], ["a"], change=lambda made: made.active.cell(2, 16_384, "z")), "xlsx")


def test_a_cell_that_no_workbook_holds_is_told() -> None:
    written = write([Concept("long", {"en": Terms("a")}, note="x" * 40_000)], "xlsx", Options())
    assert written.lost == [Lost(0, "long", "the end of “note”: a cell of a workbook has 32,767 characters at most")]


def test_a_language_without_a_term_is_told() -> None:
    assert write([Concept("x", {"en": Terms("a"), "fr": Terms()})], "csv", Options()).lost == [
        Lost(0, "x", "the table of fr, which holds no term")
    ]


@pytest.mark.parametrize("way", [lambda: write(CONCEPTS, "xlsx", Options()), lambda: workbook(book(["en"]))])
def test_without_openpyxl_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch, way: Callable[[], object]) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Problem, match=r"pip install 'tqcheck\[xlsx\]'"):
        way()


def test_forms_are_told_by_suffix_and_content() -> None:
    assert [find(f"a{suffix}") for form in FORMS.values() for suffix in form.suffixes] == [
        name for name, form in FORMS.items() for _ in form.suffixes
    ]
    assert find("a.xml", b'<?xml version="1.0"?>\n<tbx type="TBX-Core">') == "tbx"
    assert find("a.csv", b'"location","source","target","id","fuzzy","context"\n') == "weblate"
    assert find("a.csv", b"Entry_ID;French_Def;French;Term_Info\n") == "memoq"
    assert find("a.csv", b"source,target\n") == "csv"
    with pytest.raises(Problem, match="say --form"):
        find("a.xml", b"<html>")
