"""The form of a survey as a register with one row a respondent: only the import sees it, and it is never written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from terbuka.features.survey.record import POOLED, SCALE, SurveyMethod
from terbuka.law.law import Law
from terbuka.record.schema import Column, Schema

#: Columns of a form beside the elements: the day it was filled in, the service, the channel.
FILLED_IN = "diisi_pada"
GROUPS = ("layanan", "kanal")


def form_schema(schema: Schema, method: SurveyMethod) -> Schema:
    """The columns of a form that asks all elements, as a register that the import can look for. ``schema`` is that
    of the counts; a form knows no pooled group."""
    columns = [Column(name=FILLED_IN, title="Hari mengisi", text="Hari formulir dikirim.", type="tanggal")]
    for name in GROUPS:
        column = schema.column(name)
        choices = {value: label for value, label in column.choices.items() if value != POOLED}
        columns.append(replace(column, choices=choices))
    columns += [
        Column(
            name=element.id,
            title=element.question,
            text=element.title,
            type="bilangan",
            required=True,
            choices={str(value): label for value, label in zip(SCALE, element.answers, strict=False)},
        )
        for element in method.elements
    ]
    return replace(schema, key=None, order=None, columns=tuple(columns))


def form_columns(schema: Schema, law: Law) -> Iterable[Column]:
    """What a form asks by any method."""
    return [column for method in law.named(SurveyMethod).values() for column in form_schema(schema, method).columns]
