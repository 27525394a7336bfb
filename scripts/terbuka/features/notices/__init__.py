"""Urgent notices: what people must do at once, and whom they call.

A notice is data (``peringatan.yml``); its times are local times of the office (type ``waktu``, YAML only), made
absolute by ``Body.instant``. ``portal/shells`` puts the running ones into the shells, so that pages of prose have
them too: those of a body above its own pages, above those of the bodies whose ``induk`` it is, and above the portal's
(a sample's only in a portal of samples). A notice runs through its last day; the minute belongs to the reader's
clock: ``data-until`` hides, ``data-after`` shows. A sample has no such time. A time of announcement that lies ahead
is a note and silences nothing.

``terbuka notice`` is for the hour in which somebody else's mistake blocks the data. Sound data are built as they are.
Else it walks back along first parents from ``--base``, over at most 200 versions that changed the portal, takes the
newest sound one (schemas and law files are lent as for ``--against``), lays every ``peringatan.yml`` of the portal at
hand over it, with the permissions of ``kontak-kantor.yml`` whose ``tempat`` is ``peringatan.yml``, and checks the
whole again: what is wrong now is a notice's own fault and blocks (1). No repository, a shallow clone or no sound
version is 2 with the remedy. ``gerbang: ketat`` does not hold a running notice up; without one it stands: 3, and
nothing is written. The page of status and ``portal.json`` (``cadangan``) say what is shown. In ``terbit.yml`` the job
``peringatan`` runs it when ``bangun`` has failed; the run stays red.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from terbuka.features.notices.judge import notices_ahead
from terbuka.features.notices.record import EmergencyService, Notice
from terbuka.features.notices.rules import notice_problems
from terbuka.kit.feature import Feature

if TYPE_CHECKING:
    from terbuka.kit.shown import Shown


def _shown() -> Shown:
    from terbuka.features.notices.shown import SHOWN

    return SHOWN


FEATURE = Feature(
    name="notices",
    lists={"peringatan": Notice},
    law_lists={"layanan-darurat": EmergencyService},
    rules=lambda records, _law, _corpus: notice_problems(records.every(Notice)),
    gaps=notices_ahead,
    shown=_shown,
)
