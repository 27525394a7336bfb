"""Packages of procurement: what each must show after its hand-over, and the duty that is judged by them.

Which documents a package has depends on its method and its traits, and is data (``dokumen-paket.yml``).
Source of the kinds: Perki 1/2021 Pasal 15 ayat (9) huruf b and c.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from terbuka.duties.record import Package
from terbuka.duties.verdict import Judgement, PackageState, Status
from terbuka.law.law import Law
from terbuka.law.record import Obligation, PackageDocument

#: No package has been handed over yet, so there is nothing to judge.
PACKAGES_RUN = "paket-berjalan"


def package_states(
    packages: Sequence[Package],
    law: Law,
    duties: Container[str],
    on: date,
    accepted: Mapping[str, frozenset[str]],
) -> tuple[PackageState, ...]:
    """What every package needs and lacks on the day.

    ``duties`` are the ones in force; ``accepted`` gives for each entry that counts the duties that it serves.
    """
    return tuple(_state(package, law, duties, on, accepted) for package in packages)


def _state(
    package: Package, law: Law, duties: Container[str], on: date, accepted: Mapping[str, frozenset[str]]
) -> PackageState:
    shown: frozenset[str] = frozenset().union(*(accepted.get(name, frozenset()) for name in package.entry_ids))
    traits = package.traits
    needed = tuple(
        document
        for document in law.package_documents.values()
        if any(name in duties for name in document.obligation_ids) and _fits(document, traits)
    )
    return PackageState(
        package=package,
        judged=package.handed_over_on is not None and package.handed_over_on <= on,
        needed=needed,
        missing=tuple(d for d in needed if shown.isdisjoint(d.obligation_ids)),
    )


def _fits(document: PackageDocument, traits: Mapping[str, str]) -> bool:
    return all(traits.get(c.trait) in c.values for c in document.applies_if)


def stage_packages(children: Iterable[Obligation], states: Sequence[PackageState]) -> tuple[PackageState, ...]:
    """The packages as one stage of procurement sees them: only the documents of the kinds below it."""
    kinds = {child.id for child in children if child.bearer == "paket"}
    if not kinds:
        return ()

    def mine(documents: Iterable[PackageDocument]) -> tuple[PackageDocument, ...]:
        return tuple(d for d in documents if not kinds.isdisjoint(d.obligation_ids))

    seen = (replace(s, needed=mine(s.needed), missing=mine(s.missing)) for s in states)
    return tuple(s for s in seen if s.needed)


def by_packages(duty: Obligation, states: Sequence[PackageState]) -> Judgement:
    """The duty as its packages make it: met when all that were handed over are complete."""
    judged = [s for s in states if s.judged]
    judgement = Judgement(obligation=duty, status=Status.MET, packages=tuple(states))
    if not judged:
        return replace(judgement, status=Status.NOT_JUDGED, reason=PACKAGES_RUN)
    lacking = [s for s in judged if s.missing]
    judgement = replace(judgement, covered=len(judged) - len(lacking), needed=len(judged))
    if not lacking:
        return judgement
    facts = {
        "lengkap": judgement.covered,
        "jumlah": judgement.needed,
        "kurang": [f"{s.package.name}: {', '.join(d.title for d in s.missing)}" for s in lacking],
        "paket": [s.package.id for s in lacking],
        "kode": sorted({d.obligation_ids[0] for s in lacking for d in s.missing}),
    }
    return replace(judgement, status=Status.MISSING, reason="paket-kurang", facts=facts)
