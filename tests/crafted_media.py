"""Pictures, sound and plain tables made for tests: each hides something made up, or only looks as if it did."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image

from terbuka.record.inside.bytes_of_pictures import png_chunk

#: Made up: no such person, no such telephone.
NIK = "5399" + "99450690" + "9999"
PHONE = "0812" + "34567890"
WORDS = "Laporan layanan informasi Kantor Uji tahun 2026 memuat uraian panjang tentang pelayanan."

Maker = Callable[[], bytes]


def jpeg(
    *, place: bool = False, artist: str = "", turned: int = 1, size: tuple[int, int] = (24, 16), **more: Any
) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    block = Image.Exif()
    block[0x0132] = "2026:01:31 08:12:34"
    if turned > 1:
        block[0x0112] = turned
    if artist:
        block[0x013B] = artist
    inner = block.get_ifd(0x8769)
    inner[0x9003] = "2026:01:31 08:12:34"
    inner[0xA431] = "0812" + "34567891"
    for tag, value in more.pop("inner", {}).items():
        inner[tag] = value
    for tag, value in more.pop("outer", {}).items():
        block[tag] = value
    position = block.get_ifd(0x8825)
    position[0] = b"\2\3\0\0"
    if place:
        position.update({1: "S", 2: (10.0, 9.0, 30.0), 3: "E", 4: (123.0, 36.0, 0.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=block, **more)
    return out.getvalue()


def png(*chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((24, 16)).convert("RGB").save(out, "PNG")
    data = out.getvalue()
    end = data.index(b"IDAT") - 4
    extra = b"".join(png_chunk(name, content) for name, content in chunks)
    return data[:end] + extra + data[end:] + after


def webp(**more: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((24, 16)).convert("RGB").save(out, "WEBP", lossless=True, **more)
    return out.getvalue()


def gps_block() -> bytes:
    block = Image.Exif()
    block.get_ifd(0x8825).update({1: "S", 2: (10.0, 9.0, 30.0), 3: "E", 4: (123.0, 36.0, 0.0)})
    return block.tobytes()


def mp3(*frames: Any, tail: bytes = b"") -> bytes:
    from mutagen.id3 import ID3

    sound = b"\xff\xfb\x90\x00" + b"\0" * 413
    tags = ID3()
    for frame in frames:
        tags.add(frame)
    file = io.BytesIO(sound * 3)
    if frames:
        tags.save(file)
    return file.getvalue() + tail


def ogg(**comments: str) -> bytes:
    """An Ogg Vorbis file of headers only, with these comments."""
    said = [f"{key}={value}".encode() for key, value in comments.items()]
    comment = struct.pack("<I", 4) + b"Uji " + struct.pack("<I", len(said))
    comment += b"".join(struct.pack("<I", len(one)) + one for one in said)
    head = b"\x01vorbis" + struct.pack("<IBIIIIBB", 0, 1, 8000, 0, 64000, 0, 0xB8, 1)
    packets = (head, b"\x03vorbis" + comment + b"\x01", b"\x05vorbis" + b"\0" * 20)
    return b"".join(_ogg_page(packet, number) for number, packet in enumerate(packets))


def _ogg_page(packet: bytes, number: int) -> bytes:
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    flags = 2 if number == 0 else 4 if number == 2 else 0
    page = b"OggS\0" + bytes((flags,)) + struct.pack("<qIII", 0, 1, number, 0) + bytes((len(lacing),)) + lacing + packet
    return page[:22] + struct.pack("<I", _ogg_sum(page)) + page[26:]


def _ogg_sum(page: bytes) -> int:
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = ((total << 1) ^ 0x04C11DB7) & 0xFFFFFFFF if total & 0x80000000 else (total << 1) & 0xFFFFFFFF
    return total


def _itxt(text: str) -> tuple[bytes, bytes]:
    return b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(text.encode())


_XMP_PLACE = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="10,9.5S"/></rdf:RDF></x:xmpmeta>'
)


def with_xmp(picture: bytes, packet: bytes) -> bytes:
    body = b"http://ns.adobe.com/xap/1.0/\0" + packet
    return picture[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + picture[2:]


def unsafe_media() -> dict[str, tuple[Maker, str, str]]:
    from mutagen.id3 import APIC, COMM, TXXX

    inside, place = "data-pribadi-dalam", "berkas-lokasi"
    return {
        "bersela.jpg": (lambda: b"\xff\xd8\xff\xfe\0\2\0\0" + with_xmp(jpeg(), f"<a>{NIK}</a>".encode())[2:], inside, "gambar"),
        "rusak.mp3": (lambda: b"ID3\x09\0\0" + PHONE.encode() * 3 + b" " + PHONE.encode(), inside, "suara"),
        "komentar.jpg": (lambda: jpeg(comment=NIK.encode()), inside, "gambar"),
        "komentar-pemakai.jpg": (lambda: jpeg(inner={0x9286: b"ASCII\0\0\0" + NIK.encode()}), inside, "gambar"),
        "komentar-windows.jpg": (lambda: jpeg(outer={0x9C9C: NIK.encode("utf-16-le")}), inside, "gambar"),
        "xmp-lokasi.jpg": (lambda: with_xmp(jpeg(), _XMP_PLACE), place, ""),
        "sesudah-akhir.jpg": (lambda: jpeg() + NIK.encode(), inside, "gambar"),
        "gambar-kedua.jpg": (lambda: jpeg() + jpeg(place=True), place, ""),
        "terpadat.png": (lambda: png(_itxt(f"NIK {NIK}")), inside, "gambar"),
        "lokasi.png": (lambda: png((b"eXIf", gps_block().removeprefix(b"Exif\0\0"))), place, ""),
        "sesudah-akhir.png": (lambda: png(after=NIK.encode()), inside, "gambar"),
        "lokasi.webp": (lambda: webp(exif=gps_block()), place, ""),
        "xmp.webp": (lambda: webp(xmp=f"<a><b>{NIK}</b></a>".encode()), inside, "gambar"),
        "catatan.mp3": (lambda: mp3(TXXX(encoding=3, desc="nik", text=[NIK])), inside, "suara"),
        "komentar.mp3": (lambda: mp3(COMM(encoding=1, lang="ind", desc="", text=[PHONE])), inside, "suara"),
        "sampul.mp3": (lambda: mp3(APIC(encoding=3, mime="image/jpeg", type=3, data=jpeg(place=True))), place, ""),
        "ekor.mp3": (lambda: mp3(tail=b"TAG" + PHONE.encode().ljust(125, b"\0")), inside, "suara"),
        "catatan.ogg": (lambda: ogg(comment=NIK), inside, "suara"),
        "ilmiah.csv": (f"nama,angka\na,\"5,{NIK[1:]}E+15\"\n".encode, inside, "angka"),
        "nol-hilang.csv": (f"nama,no_hp\na,{PHONE[1:]}\n".encode, inside, "angka"),
        "kotak.csv": ((",".join(NIK) + "\n").encode, inside, "kotak"),
    }  # fmt: skip


def harmless_media() -> dict[str, Maker]:
    from mutagen.id3 import TIT2

    return {
        "kamera.jpg": lambda: jpeg(turned=6),
        "polos.png": png,
        "judul.png": lambda: png((b"tEXt", b"Title\0Peta wilayah")),
        "polos.webp": webp,
        "judul.mp3": lambda: mp3(TIT2(encoding=3, text=["Maklumat pelayanan"])),
        "judul.ogg": lambda: ogg(title="Maklumat pelayanan"),
        "wilayah.csv": lambda: b"kode,nama\n5371012001,A\n537101,B\n",
        "hitungan.csv": lambda: b"bulan,1,2,3,4,5,6,7,8,9,10,11\nsurat,0,8,3,2,0,4,1,0,5,0,6\n",
    }  # fmt: skip
