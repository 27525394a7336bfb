"""The strategy of coaching, line by line, and what makes each line live."""

from terbuka.features.strategy.judge import conclude
from terbuka.features.strategy.record import StrategyLine
from terbuka.kit.feature import Feature

FEATURE = Feature(
    name="strategy",
    law_optional={"strategi": StrategyLine},
    conclude=conclude,
)
