"""All features of the portal, in the order in which they are judged: a later one may look at an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from terbuka.duties.source import Source
from terbuka.features import (
    annual_report,
    audit,
    evaluation,
    exclusions,
    guide,
    indicators,
    information,
    notices,
    open_data,
    private_register,
    receipts,
    service,
    standards,
    strategy,
    survey,
    training,
)
from terbuka.kit.feature import Feature
from terbuka.law import routes

if TYPE_CHECKING:
    from terbuka.kit.door import Door
    from terbuka.kit.register import Register
    from terbuka.kit.shown import Shown

FEATURES: tuple[Feature, ...] = (
    information.FEATURE,
    exclusions.FEATURE,
    notices.FEATURE,
    service.FEATURE,
    receipts.FEATURE,
    open_data.FEATURE,
    standards.FEATURE,
    evaluation.FEATURE,
    training.FEATURE,
    survey.FEATURE,
    annual_report.FEATURE,
    audit.FEATURE,
    private_register.FEATURE,
    guide.FEATURE,
    indicators.FEATURE,
    strategy.FEATURE,
)

#: Codes of the pages that every body has, and of those among them that an entry may name.
BODY_PAGES = (*routes.BODY_PAGES, *(code for feature in FEATURES for code in feature.body_pages))
EVIDENCE_PAGES = (*routes.EVIDENCE_PAGES, *(code for feature in FEATURES for code in feature.evidence))
#: The registers that an indicator may measure.
SOURCES: Mapping[str, Source] = {name: one for feature in FEATURES for name, one in feature.sources.items()}


def everything_shown() -> tuple[Shown, ...]:
    """How each feature is shown, in their order; loads what makes pages."""
    return tuple(feature.shown() for feature in FEATURES if feature.shown is not None)


def registers() -> tuple[Register, ...]:
    """The tables of all features that the catalogue of data offers, by their rank."""
    return tuple(sorted((one for shown in everything_shown() for one in shown.registers), key=lambda one: one.rank))


def doors() -> dict[str, Door]:
    """The doors of ``terbuka import``, by the register that each fills."""
    opened = (feature.intake() for feature in FEATURES if feature.intake is not None)
    return {door.register: door for door in opened}
