"""How ``terbuka import survei`` takes the export of a survey's form: its options, and what is counted with them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from terbuka.duties.corpus import Corpus
from terbuka.duties.records import BodyRecords
from terbuka.features.survey import intake
from terbuka.features.survey.intake_report import counted
from terbuka.features.survey.record import SurveySpan
from terbuka.intake.merge import Check
from terbuka.intake.source import Source
from terbuka.kit.door import Door
from terbuka.law.private_register import ImportColumn


def _arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--period", type=_span, metavar="MASA", help="untuk survei: masa yang dihitung, misalnya 2026-1 atau 2026-t2"
    )
    command.add_argument(
        "--population", type=_people, metavar="N", help="untuk survei: banyaknya orang yang dilayani pada masa itu"
    )
    command.add_argument("--replace", action="store_true", help="untuk survei: ganti hitungan masa itu yang sudah ada")


def _span(text: str) -> SurveySpan:
    try:
        return SurveySpan.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan periode; tulis 2026-1 atau 2026-2 (semester), 2026-t1 sampai 2026-t4 (triwulan), atau 2026"
        ) from None


def _people(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text) < 1_000_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” bukan banyaknya orang")


def _lacking(options: argparse.Namespace) -> str:
    if options.period is None:
        return "sebutkan periodenya: --period 2026-1 (semester), 2026-t2 (triwulan), atau 2026 (setahun)"
    return ""


def _take(
    options: argparse.Namespace,
    source: Source,
    corpus: Corpus,
    records: BodyRecords,
    mapping: Sequence[ImportColumn],
    check: Check,
    *,
    old: str | None,
) -> intake.Counted:
    order = intake.Order(
        span=options.period,
        population=options.population,
        replace=options.replace,
        partly=options.partly,
        mapping=mapping,
    )
    return intake.count(source, corpus, records, order, check, old=old)


DOOR = Door(
    register="survei",
    what="jawaban survei",
    holds="memuat jawaban orang",
    flags="--period, --population, dan --replace",
    counting="Menghitung dan memeriksa …",
    arguments=_arguments,
    given=lambda options: bool(options.period or options.population or options.replace),
    lacking=_lacking,
    take=_take,
    told=lambda made, schema, body, only_check: counted(made, schema=schema, body=body, only_check=only_check),
)
