"""Records in the shape of a newer program: rules that are data, changes that touch no other byte."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import trees
from terbuka.lifecycle import migrations
from terbuka.lifecycle.migrations import BadRules, BrokenRecord, Question, Unanswered
from terbuka.record import in_place

BODY = "datasets/badan/kantor-uji"


def nobody(question: Question) -> None:
    """There is nobody to ask."""


def portal(root: Path, **files: str) -> Path:
    for name, content in files.items():
        trees.put(root, f"{BODY}/{name.replace('__', '/').replace('_csv', '.csv').replace('_yml', '.yml')}", content)
    return root


def migrated(root: Path, rules: str, **answers: str) -> dict[str, str | None]:
    made = migrations.migrate(root, migrations.read_rules(rules), answers, nobody)
    assert all(path.startswith(f"{BODY}/") for path in made.files)
    return {p.removeprefix(f"{BODY}/"): None if c is None else c.decode() for p, c in made.files.items()}


# --- the rules ------------------------------------------------------------------------------------------------


def test_the_rules_of_this_program_are_sound() -> None:
    assert isinstance(migrations.packaged(), tuple)


HEAD = "- sejak: 0.2.0\n  berkas: a.csv\n  sebab: Sebab.\n"


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("sejak: 0.2.0\n", "bukan daftar YAML"),
        (f"{HEAD}", "baris 1: satu dari ganti_nama, pecah, wajib, pindah, dengan sejak, berkas, sebab"),
        (f"{HEAD}  ganti_nama: {{dari: a}}\n", "baris 4: dari, menjadi"),
        (f"{HEAD}  ganti_nama: {{dari: a, menjadi: b, lagi: c}}\n", "baris 4: dari, menjadi"),
        (
            f"{HEAD}  pindah: b.csv\n  catatan: x\n",
            "baris 1: satu dari ganti_nama, pecah, wajib, pindah, dengan sejak, berkas, sebab",
        ),
        (f"{HEAD}  pecah: {{dari: a, menjadi: [b, c], pola: '(.+)'}}\n", "baris 1: satu kurung untuk satu nama baru"),
        (HEAD.replace("0.2.0", "dua") + "  pindah: b.csv\n", "baris 1: sejak"),
        (HEAD.replace("a.csv", "../a.csv") + "  pindah: b.csv\n", "baris 1: berkas"),
        (HEAD.replace("sebab: Sebab.", "sebab: ''") + "  pindah: b.csv\n", "baris 1: sebab"),
        (
            f"{HEAD}  pindah: b.csv\n" + HEAD.replace("0.2.0", "0.1.0") + "  pindah: c.csv\n",
            "urutan: versi lama di atas",
        ),
    ],
)
def test_a_rule_that_is_not_understood_is_refused(rules: str, reason: str) -> None:
    with pytest.raises(BadRules) as bad:
        migrations.read_rules(rules)
    assert str(bad.value) == reason


def test_only_the_rules_between_two_versions_apply() -> None:
    rules = migrations.read_rules(
        "".join(HEAD.replace("0.2.0", one) + "  pindah: b.csv\n" for one in ("0.2.0", "0.3.0rc1", "0.3.0", "0.10.0"))
    )
    due = migrations.between(rules, "0.2.0", "0.3.0")
    assert [rule.since for rule in due] == ["0.3.0rc1", "0.3.0"]


# --- what they do ---------------------------------------------------------------------------------------------

TABLE = '\ufeffid,"nama lama",isi\r\n1,"Budi, dkk",x\r\n\r\n"2",Siti,"a ""b"""\r\n'


def test_a_column_is_called_otherwise_and_nothing_else_changes(tmp_path: Path) -> None:
    rule = HEAD + "  ganti_nama: {dari: nama lama, menjadi: nama}\n"
    assert migrated(portal(tmp_path, a_csv=TABLE), rule) == {"a.csv": TABLE.replace('"nama lama"', '"nama"')}


def test_a_column_is_split_where_it_stands(tmp_path: Path) -> None:
    rule = HEAD + "  pecah: {dari: isi, menjadi: [isi, sisa], pola: '(\\S+) ?(.*)'}\n"
    expected = '\ufeffid,"nama lama",isi,sisa\r\n1,"Budi, dkk",x,\r\n\r\n"2",Siti,"a","""b"""\r\n'
    assert migrated(portal(tmp_path, a_csv=TABLE), rule) == {"a.csv": expected}


def test_keys_of_a_yaml_file_keep_comments_and_order(tmp_path: Path) -> None:
    before = (
        "# Dua catatan\r\n- id: a  # satu\r\n  waktu: 2026-01-02 - 2026-03-04 # catat\r\n  dalam:\r\n    lama: 'ya'\r\n"
        "- {id: b, waktu: 2026-01-02 - 2026-03-04}\r\n"
    )
    head = HEAD.replace("a.csv", "a.yml")
    rules = (
        f"{head}  ganti_nama: {{dari: dalam.lama, menjadi: baru}}\n"
        f"{head}  pecah: {{dari: waktu, menjadi: [mulai, selesai], pola: '(.+) - (.+)'}}\n"
        f"{head}  wajib: {{nama: kanal, tanya: 'Lewat mana?', pilihan: [surat, daring]}}\n"
    )
    after = (
        "# Dua catatan\r\n- id: a  # satu\r\n  mulai: '2026-01-02'\r\n  selesai: '2026-03-04' # catat\r\n"
        "  kanal: surat\r\n"
        "  dalam:\r\n    baru: 'ya'\r\n- {id: b, mulai: '2026-01-02', selesai: '2026-03-04', kanal: surat}\r\n"
    )
    assert migrated(portal(tmp_path, a_yml=before), rules, kanal="surat") == {"a.yml": after}


def test_a_file_is_called_otherwise_and_later_rules_find_it(tmp_path: Path) -> None:
    rules = HEAD + "  pindah: b.csv\n" + HEAD.replace("a.csv", "b.csv") + "  ganti_nama: {dari: isi, menjadi: pokok}\n"
    assert migrated(portal(tmp_path, a_csv="id,isi\n1,x\n"), rules) == {"a.csv": None, "b.csv": "id,pokok\n1,x\n"}


def test_a_value_that_only_the_office_knows_is_asked_for(tmp_path: Path) -> None:
    rule = HEAD + "  wajib: {nama: kanal, tanya: 'Lewat mana?', pilihan: [surat, daring]}\n"
    root = portal(tmp_path, a_csv="id\n1\n")
    trees.put(root, "datasets/badan/lain/a.csv", "id\n")
    with pytest.raises(Unanswered) as lacks:
        migrated(root, rule)
    assert [(one.body, one.path, one.words, one.choices) for one in lacks.value.questions] == [
        ("kantor-uji", f"{BODY}/a.csv", "Lewat mana?", ("surat", "daring"))
    ]
    with pytest.raises(Unanswered) as wrong:
        migrated(root, rule, kanal="merpati")
    assert wrong.value.wrong == "merpati"
    rules = migrations.read_rules(rule)
    given_once = migrations.migrate(root, rules, {"kanal": "daring", "kantor-uji:kanal": "surat"}, nobody)
    assert given_once.files == {f"{BODY}/a.csv": b"id,kanal\n1,surat\n", "datasets/badan/lain/a.csv": b"id,kanal\n"}
    assert (
        migrations.migrate(root, rules, {}, lambda question: "daring").files[f"{BODY}/a.csv"] == b"id,kanal\n1,daring\n"
    )


RENAME = "  ganti_nama: {dari: isi, menjadi: pokok}\n"


@pytest.mark.parametrize(
    ("content", "rule", "line", "reason"),
    [
        ("id,isi\n1,x\n2,y,z\n", RENAME, 3, "baris ini memuat 3 sel, padahal judulnya 2"),
        ('id,isi\n1,"x\ny\n', RENAME, 2, "tanda kutip tidak ditutup, atau berdiri di tengah sel"),
        ("id,isi,pokok\n1,x,y\n", RENAME, 1, "kolom pokok sudah ada di samping kolom lamanya"),
        ("", RENAME, 1, "berkas kosong"),
        (
            "id,isi\n\n1,x\n",
            "  pecah: {dari: isi, menjadi: [a, b], pola: '(.)-(.)'}\n",
            3,
            "isi kolom isi tidak dapat dibagi menjadi a dan b",
        ),
    ],
)
def test_a_broken_table_is_told_with_its_line(tmp_path: Path, content: str, rule: str, line: int, reason: str) -> None:
    with pytest.raises(BrokenRecord) as broken:
        migrated(portal(tmp_path, a_csv=content), HEAD + rule)
    assert (broken.value.path, broken.value.line, broken.value.reason) == (f"{BODY}/a.csv", line, reason)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("- id: [a\n", 2, "tidak terbaca sebagai YAML"),
        ("- isi: x\n  pokok: y\n", 1, "kunci pokok sudah ada di samping kunci lamanya"),
    ],
)
def test_a_broken_yaml_file_is_told_with_its_line(tmp_path: Path, content: str, line: int, reason: str) -> None:
    with pytest.raises(BrokenRecord) as broken:
        migrated(portal(tmp_path, a_yml=content), HEAD.replace("a.csv", "a.yml") + RENAME)
    assert (broken.value.path, broken.value.line, broken.value.reason) == (f"{BODY}/a.yml", line, reason)


def test_letters_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    trees.put(tmp_path, f"{BODY}/a.csv", b"id,isi\n1,caf\xe9\n")
    with pytest.raises(BrokenRecord) as broken:
        migrated(tmp_path, HEAD + RENAME)
    assert (broken.value.line, broken.value.reason) == (2, "hurufnya bukan UTF-8")


def test_a_file_does_not_take_the_place_of_another(tmp_path: Path) -> None:
    with pytest.raises(BrokenRecord) as broken:
        migrated(portal(tmp_path, a_csv="id\n", b_csv="id\n"), HEAD + "  pindah: b.csv\n")
    assert broken.value.reason == f"berkas barunya {BODY}/b.csv sudah ada"


# --- any table, any file --------------------------------------------------------------------------------------

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=6)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=5)


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_table_reads_the_same_but_for_the_name(rows: list[tuple[str, str]], end: str, quoted: bool) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([("satu", "dua"), *rows])
    text = file.getvalue()
    renamed = in_place.rename_column(text, "dua", "tiga")
    assert renamed == text.replace("dua", "tiga", 1)
    added = list(csv.reader(io.StringIO(in_place.add_column(text, "tiga", 'a,"b"'), newline=""), strict=True))
    kept = [list(row) for row in rows if any(cell.strip() for cell in row)]
    assert [row for row in added if any(cell.strip() for cell in row)] == [
        ["satu", "dua", "tiga"],
        *([*row, 'a,"b"'] for row in kept),
    ]


@given(
    st.lists(st.fixed_dictionaries({"a": CELLS, "b": st.lists(CELLS, max_size=2)}), min_size=1, max_size=3),
    st.booleans(),
)
def test_any_yaml_file_reads_the_same_but_for_the_key(records: list[dict[str, object]], flow: bool) -> None:
    text = yaml.safe_dump(records, allow_unicode=True, default_flow_style=flow)
    renamed = yaml.safe_load(in_place.rename_key(text, ["b"], "c"))
    assert renamed == [{"a": one["a"], "c": one["b"]} for one in records]
