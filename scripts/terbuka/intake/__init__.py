"""The office's own register, and the way of its public columns into the portal.

``template`` writes the workbook that the office fills in; ``source`` reads it, or the export of an online form;
``titles`` finds the public columns, ``cells`` their values, ``merge`` lays them over the table of the body, ``report``
tells it. Promises: of a private column the name is told and nothing else; what was not understood is not guessed;
rows are added and changed, never deleted; nothing is written before the whole portal has been checked with the change.
"""
