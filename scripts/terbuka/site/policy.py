"""What a browser may do with a page of ours: one policy, said in each page and by the server as well.

Promises: nothing from elsewhere, and of inline scripts only those a page has. Text in, text out.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re

#: What a page says of itself when it is left by a link; the same stands in the head of each page.
REFERRER = "strict-origin-when-cross-origin"
#: Longer lines are cut or refused by hosts that read a file of headers (Cloudflare: 2,000 characters).
LONGEST = 1_900
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)[^>]*>(.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'


class Policy:
    """The policies of one site's pages, kept so that the server can be told one that holds them all."""

    def __init__(self) -> None:
        self._hashes: set[str] = set()
        self._origins: set[str] = set()

    def put(self, text: str, frame_origin: str | None) -> str:
        """The page with its policy: the scripts it has, and the one https origin it may show in a frame."""
        hashes = list(dict.fromkeys(_hash(script) for script in _INLINE.findall(text)))
        self._hashes.update(hashes)
        self._origins.update([frame_origin] if frame_origin else [])
        words = html.escape(content_policy(hashes, [frame_origin] if frame_origin else []), quote=False)
        return text.replace(_CHARSET, f'{_CHARSET}<meta http-equiv="Content-Security-Policy" content="{words}">', 1)

    def whole(self) -> str:
        """The policy for the header: what any page needs, and that no other site may frame one.

        Browsers hold a page to its own policy and to this one, so the page stays as strict as it is. Origins of
        frames that would make the line too long are named by ``https:``; the page still names its own.
        """
        hashes, origins = sorted(self._hashes), sorted(self._origins)
        text = content_policy(hashes, origins)
        if len(text) > LONGEST:
            text = content_policy(hashes, ["https:"])
        return f"{text}; frame-ancestors 'none'"


def content_policy(hashes: list[str], frame_origins: list[str]) -> str:
    """A content policy for inline scripts with these hashes (``sha256-…``) and frames from these origins."""
    scripts = "".join(f" '{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; "
        "img-src 'self' data:; media-src 'self'; connect-src 'self'; worker-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-src {' '.join(frame_origins) or chr(39) + 'none' + chr(39)}"
    )


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
