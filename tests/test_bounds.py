"""A refused file costs at most 300 MB and five seconds more than a sound portal; ``bounds.py`` measures others."""

from __future__ import annotations

import pytest

import bounds

#: What is quick enough for every run of the tests.
QUICK = [
    "5,000,000 columns",
    "a cell of 50 MB",
    "a cell of 50 MB in lines",
    "500,000 rows of a wrong width",
    "100,000 unknown keys",
    "1,000,000 entries",
    "a page of 90 MB",
    "a page of 4 MB",
]


@pytest.mark.parametrize("name", QUICK)
def test_a_refused_file_costs_little(name: str) -> None:
    (_, megabytes, seconds, found) = next(bounds.measured([name]))
    assert found["problems"], "it is refused"
    assert megabytes < bounds.MOST_MB
    assert seconds < bounds.MOST_SECONDS
