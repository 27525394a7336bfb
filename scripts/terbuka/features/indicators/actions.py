"""Obstacles and corrective actions as pages see them; of an action only its month is told."""

from __future__ import annotations

from terbuka.duties.subject import Subject
from terbuka.features.indicators.measured import NO_DATA, said
from terbuka.features.indicators.record import (
    ActionStage,
    ActionState,
    Indicator,
    Point,
    Trend,
)
from terbuka.kit import words
from terbuka.kit.view import BodyView

STAGES = {
    ActionStage.PLANNED: "Direncanakan",
    ActionStage.RUNNING: "Berjalan",
    ActionStage.OVERDUE: "Berjalan, melewati rencana",
    ActionStage.DONE: "Selesai",
    ActionStage.DONE_LATE: "Selesai, melewati rencana",
}
STAGE_MARKS = {
    ActionStage.PLANNED: "other",
    ActionStage.RUNNING: "soon",
    ActionStage.OVERDUE: "late",
    ActionStage.DONE: "ok",
    ActionStage.DONE_LATE: "ok",
}
EFFECTS = {Trend.BETTER: "lebih baik", Trend.SAME: "tetap", Trend.WORSE: "lebih buruk"}


class ActionView:
    """One obstacle with its action, as pages see it."""

    def __init__(self, b: BodyView, state: ActionState):
        self.b, self.state, self.o = b, state, state.obstacle
        schema = b.corpus.schemas["kendala"]
        self.origin = schema.label("asal", self.o.origin)
        self.kind = schema.label("jenis_kaitan", self.o.related_kind)
        self.word, self.mark = STAGES[state.stage], STAGE_MARKS[state.stage]

    @property
    def months(self) -> str:
        """``ditemukan April 2025 · rencana selesai Juni 2025 · selesai Juni 2025``."""
        told = [("ditemukan", self.o.found_on), ("rencana selesai", self.o.due_on)]
        if not self.state.stage.is_open and self.o.done_on is not None:
            told.append(("selesai", self.o.done_on))
        return " · ".join(f"{what} {words.month(day)}" for what, day in told)

    @property
    def related(self) -> tuple[str, str]:
        """What the obstacle is about, and where that is shown (empty: nowhere)."""
        subject = self.b.law.named(Subject).get(self.o.related_kind)
        schemas = self.b.corpus.schemas
        return subject.told(self.b.assessed, self.b.law, schemas, self.o.related_id) if subject else ("", "")

    @property
    def effect(self) -> str:
        """``78,3 persen (Triwulan I 2025) menjadi 100 persen (Triwulan III 2025): lebih baik``."""
        action = self.state
        if action.indicator is None or action.before is None:
            return ""
        before = self._at(action.indicator, action.before)
        if action.after is None:
            return f"{before} sebelum tindakan; sesudahnya belum dapat diukur"
        told = f"{before} menjadi {self._at(action.indicator, action.after)}"
        return f"{told}: {EFFECTS[action.effect]}" if action.effect else told

    @staticmethod
    def _at(indicator: Indicator, point: Point) -> str:
        value = said(point.value, indicator) if point.value is not None else NO_DATA.lower()
        return f"{value} ({point.quarter})"


def action_views(b: BodyView) -> list[ActionView]:
    """Open ones first, then the newest."""
    found = sorted(b.assessed.every(ActionState), key=lambda a: a.obstacle.found_on, reverse=True)
    return [ActionView(b, a) for a in sorted(found, key=lambda a: not a.stage.is_open)]
