"""JSON Schemas (draft-07) for people who write data and for programs that read them, made from ``schemas/``.

Promises: pure; whatever the strict reader accepts these accept too, but for the bare words ``true``, ``false``
and ``null``, which an editor cannot read as text. They are a help while typing: the check decides.
"""

from terbuka.json_schemas.api import API, BODY_API, api_schemas, at
from terbuka.json_schemas.kinds import for_editor, for_programs
from terbuka.json_schemas.openapi import openapi, schema_of, undescribed

__all__ = ["API", "BODY_API", "api_schemas", "at", "for_editor", "for_programs", "openapi", "schema_of", "undescribed"]
