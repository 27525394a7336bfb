"""Which groups of respondents may be named, and which are pooled before anything is written.

Promises: pure. The groups come out as a partition in which each part has as many respondents as asked for; a part that
stands for pooled groups stands for two of them at least, so that none can be told from it. As nothing but the counts of
these parts is written or published, no sum or difference of published figures gives a smaller group.
"""

from __future__ import annotations

from collections.abc import Mapping

from terbuka.features.survey.record import POOLED

#: Service and channel.
Group = tuple[str, str]


class TooFew(Exception):
    """All respondents together are fewer than one group needs."""


def pool(sizes: Mapping[Group, int], least: int) -> dict[Group, Group]:
    """The part that each group is written as. Raises ``TooFew``.

    Small groups are pooled within their service where they are enough for it, else over all services, if need be
    with the next larger part. Large groups keep their names as long as that is possible.
    """
    if sum(sizes.values()) < least:
        raise TooFew
    parts = {group: group for group in sizes}
    for service in dict.fromkeys(service for service, _ in sizes):
        small = [group for group, size in sizes.items() if group[0] == service and size < least]
        enough = len(small) > 1 and sum(sizes[group] for group in small) >= least
        parts |= dict.fromkeys(small, (service, POOLED) if enough else (POOLED, POOLED))
    if (POOLED, POOLED) in parts.values():
        _enlarge(parts, sizes, least)
    return parts


def _enlarge(parts: dict[Group, Group], sizes: Mapping[Group, int], least: int) -> None:
    """Takes the smallest other parts into the pool of all services until it may be named."""
    everything = (POOLED, POOLED)
    while True:
        inside = [group for group, part in parts.items() if part == everything]
        if len(inside) > 1 and sum(sizes[group] for group in inside) >= least:
            return
        others: dict[Group, int] = {}
        for group, part in parts.items():
            if part != everything:
                others[part] = others.get(part, 0) + sizes[group]
        taken = min(others, key=lambda part: (others[part], part))
        for group, part in parts.items():
            if part == taken:
                parts[group] = everything
