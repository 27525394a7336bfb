"""The office's own register, and the way of its public columns into the portal.

``template`` writes the workbook that the office fills in; ``source`` reads it, or the export of an online form;
``titles`` finds the public columns, ``cells`` their values, ``merge`` lays them over the table of the body, ``report``
tells it. Promises: of a private column the name is told and nothing else; what was not understood is not guessed;
rows are added and changed, never deleted; nothing is written before the whole portal has been checked with the change.

``terbuka import permohonan|keberatan FILE`` reads a workbook (in the guarded process of ``record/peek``) or a CSV.
Titles are known by the name and title of a column in the schema, by ``impor.yml`` of the body, then of the law. A row
is known by ``nomor``, else by ``id_publik``; a new one gets a code of its own (letters of the codes in use, year,
next number). Rows are added and changed, never deleted; an empty cell empties nothing. The changed tree is loaded,
checked and judged (``load(root, instead)``) before the table is written, and what is new and blocking is told
with the cell of the office's file. All rows or none, or with ``--partly`` the sound ones. A second time changes
nothing.

- ``.xls``, ``.xlsm``, ``.xlsb``, ``.ods``, a password, macros, objects, links outwards, a bomb: the file is not
  opened (``impor-tak-terbaca``)
- several visible sheets and none called like the register: named; nothing is guessed
- a needed title, or one of the body's own map, missing; a title nearly like a known one: named with the nearest;
  nothing is taken
- hidden sheet, row or public column; merged cells; formulas; error cells: refused with the place; hidden private
  columns and other sheets are not read
- a number or a day that the spreadsheet made of text; ``8,12E+10``: refused in a public column, noted for a private
  one
- a day with the time of a form: its day; with a zone, or under a title that is known to be UTC (``_submission_time``,
  ``judul_utc``), the day at the office
- NIK, telephone, e-mail in a public column, or what stands in a private column of the same row: refused; the value is
  not repeated, not even masked
- a row without ``nomor`` and ``id_publik``: not taken, named each time
- ``--check``: writes nothing; 1 when something would change or is refused

A file that git would take up is neither written nor read. Codes: ``impor-*``; cases of their own in ``tests/impor/``.
"""
