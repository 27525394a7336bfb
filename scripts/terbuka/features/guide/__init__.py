"""The internal guide of ``content/panduan/``: its reviews, its pages, its paper."""

from terbuka.features.guide import agenda
from terbuka.kit.feature import Feature

FEATURE = Feature(name="guide", agenda=(agenda.guide_reviews,))
