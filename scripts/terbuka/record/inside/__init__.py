"""What documents hold, seen from inside: pages, cells, fields, notes, attachments, properties, pictures, tags.

Promises: runs only in the guarded process that ``record/peek`` starts; opens what strangers may have made, runs nothing
of it, fetches nothing. A limit that is reached is told, never taken for clean.
"""
