"""What a server says beside each file: the same policy and the same caching for every kind of host.

Promises: one source (``headers`` and ``CACHING``), three ways of writing it: the ``_headers`` file that Cloudflare
Pages, Netlify and others read, a server for nginx, an ``.htaccess`` for Apache. Text in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

from terbuka.base.media import HTML, MEDIA
from terbuka.site.policy import REFERRER

FILE = "_headers"
#: A new version has a new name.
FOREVER = "public, max-age=31536000, immutable"
#: Ten minutes: what may be that much older than the page that uses it.
SOME_TIME = "public, max-age=600"
#: Folder below the site -> caching, and whether folders in it are meant too. No file may lie under two of them:
#: hosts that read ``_headers`` join the values. All that is not named is asked for each time, their own default too.
CACHING = {
    "assets": (SOME_TIME, False),
    "assets/stylesheets": (FOREVER, True),
    "pagefind/filter": (FOREVER, True),
    "pagefind/fragment": (FOREVER, True),
    "pagefind/index": (FOREVER, True),
    "api": (SOME_TIME, True),
}
#: Kinds of file that servers do not know by themselves, texts first.
STRANGE = sorted((m for m in MEDIA if m.strange), key=lambda m: (not m.type.startswith("text/"), m.type))
#: Kinds that are packed on the way where no packed copy lies beside the file, and those that are said to be UTF-8;
#: nginx does both for HTML unasked.
PACKED_ON_THE_WAY = " ".join(m.type for m in MEDIA if m.packs and m.type != HTML)
UTF8 = " ".join(m.type for m in MEDIA if m.utf8 and m.type != HTML)
_POLICY = re.compile(r"(?m)^  Content-Security-Policy: (.+)$")


def headers(content_policy: str) -> dict[str, str]:
    """What goes with every file. All files are public and no page knows who asks, so any site may read them."""
    return {
        "Content-Security-Policy": content_policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": (
            "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()"
        ),
        "Access-Control-Allow-Origin": "*",
    }


def headers_file(content_policy: str) -> str:
    """The ``_headers`` file at the top of a site."""
    rules = {"/*": headers(content_policy)}
    for folder, (caching, deep) in CACHING.items():
        rules[f"/{folder}/{'*' if deep else ':berkas'}"] = {"Cache-Control": caching}
    blocks = ["".join([f"{path}\n", *(f"  {n}: {v}\n" for n, v in rule.items())]) for path, rule in rules.items()]
    return "\n".join(["# Dibaca Cloudflare Pages, Netlify, dan yang serupa. Server lain: terbuka hosting.\n", *blocks])


def policy_of(headers_file: str) -> str | None:
    """The content policy that a ``_headers`` file names; None in a text that is none of ours."""
    match = _POLICY.search(headers_file)
    return match[1] if match else None


def _caching() -> list[tuple[str, str]]:
    """Pattern of an address and its caching; good at any depth, since a site may lie below another."""
    return [(f"/{folder}/{'' if deep else '[^/]+$'}", caching) for folder, (caching, deep) in CACHING.items()]


def nginx(content_policy: str) -> str:
    """A file for ``conf.d/`` of nginx 1.18 or newer."""
    return _filled(
        "nginx.conf",
        tembolok="\n".join(f'    "~{pattern}" "{caching}";' for pattern, caching in _caching()),
        kepala="\n".join(f'    add_header {n} "{v}" always;' for n, v in headers(content_policy).items()),
        jenis="\n".join(f"        {m.type} {' '.join(m.endings)};" for m in STRANGE),
        huruf=UTF8,
        dimampatkan=PACKED_ON_THE_WAY,
    )


def apache(content_policy: str) -> str:
    """An ``.htaccess`` for Apache 2.4."""
    return _filled(
        "apache.conf",
        tembolok="\n".join(
            f'    Header set Cache-Control "{caching}" "expr=%{{REQUEST_URI}} =~ m#{pattern}#"'
            for pattern, caching in _caching()
        ),
        kepala="\n".join(f'    Header always set {n} "{v}"' for n, v in headers(content_policy).items()),
        jenis="\n".join(f"    AddType {m.type} {_endings(m.endings)}" for m in STRANGE),
        huruf=_endings(ending for m in MEDIA if m.utf8 for ending in m.endings),
        dimampatkan=f"{HTML} {PACKED_ON_THE_WAY}",
    )


def _endings(endings: Iterable[str]) -> str:
    return " ".join(f".{ending}" for ending in endings)


def _filled(template: str, **parts: str) -> str:
    text = (files("terbuka.site") / "servers" / template).read_text("utf-8")
    for name, part in parts.items():
        text = text.replace(f"@@{name}@@", part)
    return text
