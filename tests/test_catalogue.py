"""The catalogue of data for harvesters, the blocks in pages, and the checklist of openness, as worked examples."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import browser as browsers
import trees
from terbuka.base.page import File, Page
from terbuka.base.problem import blocking
from terbuka.duties.corpus import Corpus
from terbuka.features.catalogue import dcat, structured_data
from terbuka.features.catalogue import offers as catalogue
from terbuka.features.open_data import openness_words as openness
from terbuka.features.open_data.openness import Check, Openness
from terbuka.features.open_data.record import OpenDataset
from terbuka.features.open_data.usability import of_dataset
from terbuka.kit import vocabulary
from terbuka.kit.view import BodyView
from terbuka.portal.features import registers
from terbuka.portal.judging import assess
from terbuka.portal.load import load
from terbuka.portal.pages import render

EXTERNAL = trees.REPOSITORY.parent / "shared/external"
SHAPES, PROFILES = EXTERNAL / "dcat-ap-3.0.1", EXTERNAL / "datapackage-profiles"
FOLDER = f"{trees.BODY}/data/curah-hujan"
PAGE = "kantor-uji/data/curah-hujan/"

DESCRIPTION = """\
judul: Curah hujan Kota Uji
uraian: Curah hujan tahunan menurut pos pengamatan.
produsen: Bagian Data Kantor Uji
frekuensi: tahunan
periode_mulai: 2024-01-01
periode_sampai: 2025-12-31
diterbitkan_pada: 2026-01-10
dimutakhirkan_pada: 2026-01-12
lisensi: sebut-sumber
kata_kunci: [hujan, cuaca]
wilayah: Kota Uji
tabel:
  - kode: pos
    berkas: pos.csv
    judul: Pos pengamatan
    kunci: [pos, tahun]
    kolom:
      - {nama: pos, judul: Pos, uraian: Nama pos., tipe: teks, wajib: ya}
      - {nama: tahun, judul: Tahun, uraian: Tahun pengamatan., tipe: tahun, wajib: ya}
      - {nama: hujan, judul: Curah hujan, uraian: Jumlah setahun., tipe: desimal, satuan: mm}
      - {nama: lat, judul: Lintang, uraian: Lintang pos., tipe: lintang}
      - {nama: lon, judul: Bujur, uraian: Bujur pos., tipe: bujur}
"""
ROWS = """\
pos,tahun,hujan,lat,lon
Utara,2024,1200.5,-10.10,123.50
Utara,2025,1100,-10.10,123.50
Selatan,2025,900,-10.30,123.70
"""

#: What a harvester reads of that dataset: its own statements, those of its file, and of what only it has.
EXPECTED = """\
<https://uji.example/kantor-uji/data/curah-hujan/#asal> a dct:ProvenanceStatement ;
    rdfs:label "Produsen data: Bagian Data Kantor Uji."@id .

<https://uji.example/kantor-uji/data/curah-hujan/#berkas-pos.csv> a dcat:Distribution ;
    dcatap:availability <http://publications.europa.eu/resource/authority/planned-availability/STABLE> ;
    dct:description "Curah hujan Kota Uji: Pos pengamatan (CSV)."@id ;
    dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
    dct:license <https://uji.example/metodologi/keterbukaan-data/#sebut-sumber> ;
    dct:modified "2026-01-12"^^xsd:date ;
    dct:title "Pos pengamatan (CSV)"@id ;
    dcat:accessURL <https://uji.example/kantor-uji/data/curah-hujan/> ;
    dcat:byteSize "117"^^xsd:nonNegativeInteger ;
    dcat:downloadURL <https://uji.example/api/v1/kantor-uji/data/curah-hujan/pos.csv> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> .

<https://uji.example/kantor-uji/data/curah-hujan/#dataset> a dcat:Dataset ;
    dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
    dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/ANNUAL> ;
    dct:conformsTo <https://datapackage.org/profiles/2.0/datapackage.json> ;
    dct:creator <https://uji.example/kantor-uji/data/curah-hujan/#produsen> ;
    dct:description "Curah hujan tahunan menurut pos pengamatan."@id ;
    dct:identifier "https://uji.example/kantor-uji/data/curah-hujan/#dataset" ;
    dct:issued "2026-01-10"^^xsd:date ;
    dct:language <http://publications.europa.eu/resource/authority/language/IND> ;
    dct:modified "2026-01-12"^^xsd:date ;
    dct:provenance <https://uji.example/kantor-uji/data/curah-hujan/#asal> ;
    dct:publisher <https://uji.example/kantor-uji/#badan> ;
    dct:spatial <https://uji.example/kantor-uji/data/curah-hujan/#wilayah> ;
    dct:temporal [ a dct:PeriodOfTime ;
            dcat:endDate "2025-12-31"^^xsd:date ;
            dcat:startDate "2024-01-01"^^xsd:date ] ;
    dct:title "Curah hujan Kota Uji"@id ;
    dcat:contactPoint <https://uji.example/kantor-uji/#kontak> ;
    dcat:distribution <https://uji.example/kantor-uji/data/curah-hujan/#berkas-pos.csv> ;
    dcat:keyword "cuaca"@id,
        "hujan"@id ;
    dcat:landingPage <https://uji.example/kantor-uji/data/curah-hujan/> ;
    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/GOVE> .

<https://uji.example/kantor-uji/data/curah-hujan/#produsen> a foaf:Agent ;
    dct:type <http://purl.org/adms/publishertype/RegionalAuthority> ;
    foaf:name "Bagian Data Kantor Uji" .

<https://uji.example/kantor-uji/data/curah-hujan/#wilayah> a dct:Location ;
    skos:prefLabel "Kota Uji"@id ;
    dcat:bbox "POLYGON((123.50 -10.30,123.70 -10.30,123.70 -10.10,123.50 -10.10,123.50 -10.30))"^^geo:wktLiteral ;
    dcat:centroid "POINT(123.60 -10.20)"^^geo:wktLiteral ."""


def rendered(corpus: Corpus, on: date = trees.DAY) -> dict[str, Page | File]:
    days = {name: r.body.sample_day or on for name, r in corpus.bodies.items()}
    return {item.path: item for item in render(corpus, assess(corpus, days))}


def grown(folder: Path, description: str = DESCRIPTION, **rest: str) -> Corpus:
    root = trees.grow(folder / "portal", {f"{FOLDER}/datapackage.yml": description, f"{FOLDER}/pos.csv": ROWS, **rest})
    corpus, problems = load(root)
    assert [p for p in problems if blocking([p])] == []
    return corpus


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page | File]:
    """The portal of one real body with one dataset."""
    return rendered(grown(tmp_path_factory.mktemp("katalog")))


@pytest.fixture(scope="module")
def ours() -> dict[str, Page | File]:
    """The portal of this repository: a real body beside samples."""
    return rendered(replace(trees.records(), site_url="https://data.uji.example/"))


@pytest.fixture(scope="module")
def samples() -> dict[str, Page | File]:
    """The same portal without its real body."""
    own = trees.records()
    bodies = {name: records for name, records in own.bodies.items() if records.body.sample}
    return rendered(replace(own, site_url="https://contoh.uji.example/", bodies=bodies))


# --- DCAT-AP ----------------------------------------------------------------------------------------------


def test_a_dataset_and_what_a_harvester_reads_of_it(small: dict[str, Page | File]) -> None:
    blocks = trees.content(small, "catalog.ttl").decode().strip().split("\n\n")
    mine = [b for b in blocks if b.startswith(f"<https://uji.example/{PAGE}#")]
    # The files of the dataset may become more; this example is about the canonical one.
    mine = [b for b in sorted(mine) if "#berkas-" not in b.split(" ")[0] or "#berkas-pos.csv>" in b.split(" ")[0]]
    text = re.sub(r",\s+<[^>]+#berkas-(?!pos\.csv)[^>]+>|<[^>]+#berkas-(?!pos\.csv)[^>]+>,\s+", "", "\n\n".join(mine))
    assert text == EXPECTED


@pytest.mark.parametrize("name", ["shapes.ttl", "range.ttl", "shapes_recommended.ttl"])
@pytest.mark.parametrize("portal", ["small", "ours", "samples"])
def test_the_shapes_of_dcat_ap_hold(portal: str, name: str, request: pytest.FixtureRequest) -> None:
    """No violation, and no warning that can be met: only an area whose data hold no coordinates has no box."""
    if not (SHAPES / name).is_file():
        pytest.skip(f"the shapes of DCAT-AP are not at hand: {SHAPES / name}")
    import pyshacl
    from rdflib import Graph, Namespace

    graph = Graph().parse(data=trees.content(request.getfixturevalue(portal), "catalog.ttl"), format="turtle")
    _, report, text = pyshacl.validate(graph, shacl_graph=Graph().parse(SHAPES / name))
    shacl, dcat_ = Namespace("http://www.w3.org/ns/shacl#"), Namespace("http://www.w3.org/ns/dcat#")
    named_only = {
        result
        for result in report.subjects(shacl.resultPath, None)
        if report.value(result, shacl.resultPath) in (dcat_.bbox, dcat_.centroid)
        and str(report.value(result, shacl.focusNode)).endswith("#wilayah")
    }
    assert set(report.subjects(shacl.resultPath, None)) - named_only == set(), text
    assert bool(named_only) == (name == "shapes_recommended.ttl")


def test_an_area_without_coordinates_keeps_its_name_and_gets_no_invented_box(tmp_path: Path) -> None:
    text = DESCRIPTION.replace("tipe: lintang", "tipe: desimal").replace("tipe: bujur", "tipe: desimal")
    document = json.loads(trees.content(rendered(grown(tmp_path, text)), "catalog.jsonld"))
    areas = [n for n in document["@graph"] if n["@type"] == "dct:Location"]
    # The dataset names the same area as its body, so that both point at one.
    assert areas == [
        {"@id": "https://uji.example/kantor-uji/#wilayah", "@type": "dct:Location", "skos:prefLabel": "Kota Uji"}
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", None),
        ("wilayah: Kota Uji\n", "Kota Uji"),
        ("jenis_badan: kementerian-lembaga", "Indonesia"),
    ],
)
def test_data_without_an_area_of_their_own_are_about_that_of_their_body(
    body: str, expected: str | None, tmp_path: Path
) -> None:
    """A region's data are never said to be about the nation, and no area is invented."""
    plain = (trees.FIXTURE / f"{trees.BODY}/badan.yml").read_text("utf-8").replace("wilayah: Kota Uji\n", "")
    text = plain.replace("jenis_badan: pemerintah-daerah", body) if body.startswith("jenis") else plain + body
    corpus = grown(
        tmp_path,
        DESCRIPTION.replace("wilayah: Kota Uji\n", ""),
        **{f"{trees.BODY}/badan.yml": text, f"{FOLDER}/pos.csv": ROWS},
    )
    made = rendered(corpus)
    areas = {n["@id"]: n["skos:prefLabel"] for n in _nodes(made, "dct:Location")}
    said = {areas.get(n.get("dct:spatial", "")) for n in _nodes(made, "dcat:Dataset")}
    assert said == {expected}
    (itself,) = _nodes(made, "dcat:Catalog")
    assert [areas[iri] for iri in itself.get("dct:spatial", [])] == ([expected] if expected else [])
    assert all(d.get("spatial") == expected for d in json.loads(trees.content(made, dcat.DATA_JSON))["dataset"])


def test_a_unit_has_the_area_of_the_body_it_belongs_to(samples: dict[str, Page | File]) -> None:
    (area,) = {d["spatial"] for d in json.loads(trees.content(samples, dcat.DATA_JSON))["dataset"]}
    assert area == "Provinsi Contoh"


# --- what readers of catalogues need; `make harvest` asks the readers themselves ---------------------------


def test_a_format_and_a_media_type_have_a_label(samples: dict[str, Page | File]) -> None:
    """CKAN takes the label only of a node whose first type is ``dct:IMT``, and the address of a node without one."""
    nodes = json.loads(trees.content(samples, dcat.JSONLD))["@graph"]
    by_id = {n["@id"]: n for n in nodes}
    files = _nodes(samples, "dcat:Distribution")
    formats = {d["dct:format"] for d in files}
    assert {by_id[iri]["rdfs:label"] for iri in formats} >= {"CSV", "JSON", "XLSX", "ZIP"}
    assert all(by_id[iri]["@type"] == ["dct:IMT", "dct:MediaTypeOrExtent"] for iri in formats)
    assert {by_id[d["dcat:mediaType"]]["rdfs:label"] for d in files} >= {"text/csv", "application/json"}


@pytest.mark.parametrize(
    ("code", "titles"),
    [
        ("cc-by-4.0", ["Creative Commons Attribution"]),
        ("cc0-1.0", ["Creative Commons CCZero"]),
        ("odbl-1.0", ["Open Data Commons Open Database License (ODbL)"]),
        ("sebut-sumber", ["Other (Attribution)", "Bebas dipakai dengan menyebut sumber (UU 14/2008 Pasal 5)"]),
    ],
)
def test_a_licence_has_the_title_by_which_ckan_knows_it(code: str, titles: list[str], tmp_path: Path) -> None:
    from rdflib import DCTERMS, Graph, URIRef

    made = rendered(grown(tmp_path, DESCRIPTION.replace("lisensi: sebut-sumber", f"lisensi: {code}")))
    graph = Graph().parse(data=trees.content(made, "catalog.ttl"), format="turtle")
    file = URIRef(f"https://uji.example/{PAGE}#berkas-pos.csv")
    (licence,) = graph.objects(file, DCTERMS.license)
    said = sorted(graph.objects(licence, DCTERMS.title), key=lambda title: titles.index(str(title)))
    assert [str(title) for title in said] == titles


def test_a_period_has_no_address(samples: dict[str, Page | File]) -> None:
    """udata fetches a period that has one, before it reads its days."""
    periods = [n["dct:temporal"] for n in _nodes(samples, "dcat:Dataset")]
    assert periods
    assert all(p.keys() <= {"@type", "dcat:startDate", "dcat:endDate"} and len(p) > 1 for p in periods)


def test_a_file_has_its_size_and_no_checksum(samples: dict[str, Page | File]) -> None:
    """udata reads the type that DCAT-AP wants of a checksum as bytes, and then refuses the dataset."""
    files = _nodes(samples, "dcat:Distribution")
    assert all(int(d["dcat:byteSize"]) > 0 for d in files)
    assert b"checksum" not in trees.content(samples, "catalog.ttl")


def test_data_json_always_says_when_it_was_modified(tmp_path: Path) -> None:
    """A dataset whose day of update is to come was modified when it was issued, one without days today."""
    later = DESCRIPTION.replace("2026-01-12", "2026-12-01")
    never = later.replace("2026-01-10", "2026-11-30")
    for text, day in ((DESCRIPTION, "2026-01-12"), (later, "2026-01-10"), (never, trees.DAY.isoformat())):
        made = rendered(grown(tmp_path / day, text))
        described = json.loads(trees.content(made, dcat.DATA_JSON))["dataset"]
        assert all(d["modified"] for d in described)
        assert described[0]["modified"] == day


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader
def test_json_ld_and_turtle_say_the_same(small: dict[str, Page | File]) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic

    turtle = Graph().parse(data=trees.content(small, "catalog.ttl"), format="turtle")
    assert isomorphic(turtle, Graph().parse(data=trees.content(small, "catalog.jsonld"), format="json-ld"))
    assert len(turtle) > 100


def test_the_same_records_and_day_give_the_same_bytes(small: dict[str, Page | File], tmp_path: Path) -> None:
    again = rendered(grown(tmp_path))
    for path in (dcat.JSONLD, dcat.TURTLE, dcat.DATA_JSON):
        assert trees.content(again, path) == trees.content(small, path)


def test_every_file_that_the_catalogue_names_is_made(
    ours: dict[str, Page | File], samples: dict[str, Page | File]
) -> None:
    for made, site in ((ours, "https://data.uji.example/"), (samples, "https://contoh.uji.example/")):
        files = {n["dcat:downloadURL"].removeprefix(site) for n in _nodes(made, "dcat:Distribution")}
        assert files <= made.keys()
        pages = {n["@id"].partition("#")[0].removeprefix(site) for n in _nodes(made, "dcat:Dataset")}
        assert {f"{p}index.html" for p in pages if "/data/" not in p} <= made.keys()


def _nodes(made: dict[str, Page | File], kind: str) -> list[dict[str, Any]]:
    document = json.loads(trees.content(made, dcat.JSONLD))
    return [n for n in document["@graph"] if n["@type"] == kind]


# --- samples ----------------------------------------------------------------------------------------------


def test_made_up_data_are_not_harvested_beside_a_real_body(ours: dict[str, Page | File]) -> None:
    titles = [n["dct:title"] for n in _nodes(ours, "dcat:Dataset")]
    assert titles == ["Kode dan nama wilayah Nusa Tenggara Timur", "Daftar Informasi Publik Biro Rintisan"]
    for path in (dcat.JSONLD, dcat.TURTLE, dcat.DATA_JSON):
        assert b"contoh/" not in trees.content(ours, path)
        assert b"CONTOH" not in trees.content(ours, path)
    for item in ours.values():
        if isinstance(item, Page) and item.path.startswith(("biro-contoh/", "provinsi-contoh/")):
            assert "ld+json" not in item.article
            # Their feeds stay: who reads them has come from a page that says what it is.
            assert {a.type for a in item.alternates} <= {"application/atom+xml"}


def test_a_portal_of_samples_says_so_in_every_entry(samples: dict[str, Page | File]) -> None:
    titles = {n["dct:title"] for n in _nodes(samples, "dcat:Dataset")}
    assert all(title.startswith("DATA CONTOH: ") for title in titles)
    kept = {title.removeprefix("DATA CONTOH: ").removesuffix(" Biro Contoh") for title in titles}
    assert kept >= {register.title for register in registers()}
    (itself,) = _nodes(samples, "dcat:Catalog")
    assert itself["dct:title"].startswith("DATA CONTOH: ")
    block = _block(samples, "biro-contoh/daftar-informasi-publik/")
    assert block["name"] == "DATA CONTOH: Daftar Informasi Publik Biro Contoh"


def test_no_day_of_a_person_is_in_the_catalogue(samples: dict[str, Page | File]) -> None:
    """The register of requests is a state of the assessed day, counted from the day on which it is kept."""
    (node,) = (n for n in _nodes(samples, "dcat:Dataset") if n["@id"].endswith("register-permohonan/#dataset"))
    assert (node["dct:issued"], node["dct:modified"]) == ("2024-07-01", "2026-06-30")


# --- DCAT-US ----------------------------------------------------------------------------------------------

_PATTERNS = {
    "modified": r"\d{4}-\d\d-\d\d",
    "issued": r"\d{4}-\d\d-\d\d",
    "temporal": r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d",
    "accrualPeriodicity": r"irregular|R/P\d+[DWMY]",
    "identifier": r"https://\S+#dataset(-[a-z]+)?",
    "landingPage": r"https://\S+/",
    "license": r"https://\S+",
}


@pytest.mark.parametrize("portal", ["small", "ours", "samples"])
def test_data_json_has_what_dcat_us_asks_of_bodies_outside_a_federal_government(
    portal: str, request: pytest.FixtureRequest
) -> None:
    """Required: title, description, publisher, contact, identifier, level of access; a media type for a download."""
    document = json.loads(trees.content(request.getfixturevalue(portal), dcat.DATA_JSON))
    assert document["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"
    assert (document["@type"], document["@id"][-10:]) == ("dcat:Catalog", "/data.json")
    assert document["dataset"]
    assert len({d["identifier"] for d in document["dataset"]}) == len(document["dataset"])
    for dataset in document["dataset"]:
        assert dataset["title"]
        assert dataset["description"]
        assert dataset["accessLevel"] == "public"
        assert dataset["publisher"]["name"]
        assert dataset["contactPoint"]["fn"]
        assert re.fullmatch(r"mailto:[^@\s]+@[^@\s]+", dataset["contactPoint"].get("hasEmail", "mailto:a@b"))
        assert all(dataset["keyword"])
        for key, pattern in _PATTERNS.items():
            assert re.fullmatch(pattern, dataset.get(key, "")) or key not in dataset, (key, dataset.get(key))
        for file in dataset["distribution"]:
            assert file["downloadURL"].startswith("https://")
            assert re.fullmatch(r"[-\w]+/[-\w]+(\.[-\w]+)*(\+[-\w]+)?", file["mediaType"])


# --- Data Package -----------------------------------------------------------------------------------------


def test_the_descriptor_of_every_dataset_is_valid(ours: dict[str, Page | File], tmp_path: Path) -> None:
    """``datapackage.json`` against the published profile of Data Package v2."""
    if not (PROFILES / "datapackage.json").is_file():
        pytest.skip(f"the profiles of Data Package are not at hand: {PROFILES}")
    profile = json.loads((PROFILES / "datapackage.json").read_text("utf-8"))
    check = jsonschema.validators.validator_for(profile)(profile)
    for made in (rendered(grown(tmp_path)), ours):
        names = [path for path in made if path.endswith("datapackage.json") and "/data/" in path]
        assert names
        for name in names:
            assert list(check.iter_errors(json.loads(trees.content(made, name)))) == []


def _views(corpus: Corpus) -> list[BodyView]:
    made = assess(corpus, dict.fromkeys(corpus.bodies, trees.DAY))
    return [BodyView(corpus, assessed, others=True) for assessed in made.bodies.values()]


# --- schema.org -------------------------------------------------------------------------------------------


def _block(made: dict[str, Page | File], address: str) -> Any:
    page = made.get(f"{address}index.html")
    assert isinstance(page, Page)
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.article, re.DOTALL)
    return json.loads(text)


def test_a_page_of_data_tells_search_engines_what_it_holds(tmp_path: Path) -> None:
    corpus = grown(tmp_path)
    text = structured_data.blocks(corpus, tuple(_views(corpus)), registers())[PAGE]
    found = json.loads(text.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert found.pop("distribution")[0] == {
        "@type": "DataDownload",
        "name": "Pos pengamatan (CSV)",
        "encodingFormat": "text/csv",
        "contentUrl": "https://uji.example/api/v1/kantor-uji/data/curah-hujan/pos.csv",
        "contentSize": "117 B",
        "sha256": "SUM",
    } | {"sha256": _sum(ROWS)}
    assert found.pop("variableMeasured")[2] == {
        "@type": "PropertyValue", "name": "Curah hujan", "description": "Jumlah setahun.", "unitText": "mm",
    }  # fmt: skip
    assert found == {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"https://uji.example/{PAGE}#dataset",
        "identifier": f"https://uji.example/{PAGE}#dataset",
        "name": "Curah hujan Kota Uji",
        "description": "Curah hujan tahunan menurut pos pengamatan. Produsen data: Bagian Data Kantor Uji.",
        "url": f"https://uji.example/{PAGE}",
        "inLanguage": "id",
        "keywords": ["hujan", "cuaca"],
        "license": "https://uji.example/metodologi/keterbukaan-data/#sebut-sumber",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Bagian Data Kantor Uji"},
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": "Kantor Uji, Provinsi Uji",
            "url": "https://uji.example/kantor-uji/",
        },
        "includedInDataCatalog": {
            "@type": "DataCatalog", "@id": "https://uji.example/#katalog", "url": "https://uji.example/",
        },
        "temporalCoverage": "2024-01-01/2025-12-31",
        "spatialCoverage": {
            "@type": "Place",
            "name": "Kota Uji",
            "geo": {"@type": "GeoShape", "box": "-10.30 123.50 -10.10 123.70"},
        },
        "datePublished": "2026-01-10",
        "dateModified": "2026-01-12",
    }  # fmt: skip


def _sum(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def test_the_blocks_of_pages_name_every_dataset_with_every_file(
    ours: dict[str, Page | File], samples: dict[str, Page | File]
) -> None:
    """As the catalogue does; a page that shows several registers has all of them."""
    for made in (ours, samples):
        catalogue_ = {n["@id"]: set(n["dcat:distribution"]) for n in _nodes(made, "dcat:Dataset")}
        files = {n["@id"]: n["dcat:downloadURL"] for n in _nodes(made, "dcat:Distribution")}
        said = {}
        for page in (item for item in made.values() if isinstance(item, Page) and "ld+json" in item.article):
            found = _block(made, page.address)
            for value in found if isinstance(found, list) else [found]:
                if value["@type"] == "Dataset":
                    said[value["@id"]] = {d["contentUrl"] for d in value["distribution"]}
        assert said == {name: {files[d] for d in own} for name, own in catalogue_.items()}


def test_home_and_pages_of_data_announce_the_catalogue(small: dict[str, Page | File]) -> None:
    home = small["index.html"]
    assert isinstance(home, Page)
    assert [(a.type, a.address) for a in home.alternates] == [
        ("application/ld+json", "catalog.jsonld"),
        ("text/turtle", "catalog.ttl"),
    ]
    named = _block(small, "")
    assert named["@type"] == "DataCatalog"
    assert [d["url"] for d in named["dataset"]] == [
        f"https://uji.example/{PAGE}",
        "https://uji.example/kantor-uji/daftar-informasi-publik/",
        "https://uji.example/kantor-uji/kinerja/",
    ]
    assert json.loads(trees.content(small, "api/v1/portal.json"))["katalog"] == {
        "dcat_ap_jsonld": "catalog.jsonld",
        "dcat_ap_turtle": "catalog.ttl",
        "dcat_us": "data.json",
    }
    register = small["kantor-uji/daftar-informasi-publik/index.html"]
    assert isinstance(register, Page)
    assert register.alternates == home.alternates


def test_a_portal_without_an_address_has_no_catalogue(tmp_path: Path) -> None:
    made = rendered(replace(grown(tmp_path), site_url=""))
    assert not {dcat.JSONLD, dcat.TURTLE, dcat.DATA_JSON} & made.keys()
    assert not any("ld+json" in item.article for item in made.values() if isinstance(item, Page))
    assert json.loads(trees.content(made, "api/v1/portal.json"))["katalog"] is None


def test_what_was_typed_never_closes_the_block() -> None:
    typed = "</script><script>alert(1)</script><!-- \u2028 &amp;"
    text = structured_data.block({"name": typed})
    inner = text.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(inner)
    assert json.loads(inner) == {"name": typed}


def test_hostile_words_stay_words_in_every_form(tmp_path: Path) -> None:
    """Quotes, line ends, tags and IRIs in a title are text in Turtle and JSON-LD alike."""
    title = '"@id> . <javascript:alert(1)> a <x> . \\\\ </script>'
    made = rendered(grown(tmp_path, DESCRIPTION.replace("judul: Curah hujan Kota Uji", f"judul: '{title}'", 1)))
    from rdflib import Graph, Literal, URIRef

    graph = Graph().parse(data=trees.content(made, dcat.TURTLE), format="turtle")
    told = graph.value(URIRef(f"https://uji.example/{PAGE}#dataset"), URIRef("http://purl.org/dc/terms/title"))
    assert told == Literal(title, lang="id")
    assert not any("javascript" in str(s) for s in graph.subjects())


def test_the_content_policy_lets_a_block_be(tmp_path: Path) -> None:
    """A browser neither runs the block nor reports it, although the policy names no hash of it."""
    from terbuka.site.policy import Policy

    head = '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Uji</title></head><body>'
    page = Policy().put(f"{head}{structured_data.block({'name': '</script>'})}<p>Isi</p></body></html>", None)
    (tmp_path / "data.html").write_text(page)
    (tmp_path / "script.html").write_text(page.replace("<p>Isi", "<script>1</script><p>Isi"))
    said: list[str] = []
    with browsers.running_browser() as browser:
        opened = browser.new_page()
        opened.on("console", lambda message: said.append(message.text))
        opened.goto((tmp_path / "data.html").as_uri())
        assert opened.evaluate("JSON.parse(document.querySelector('script').textContent).name") == "</script>"
        assert said == []
        opened.goto((tmp_path / "script.html").as_uri())
        assert len(said) == 1  # the policy is at work: a script that would run is reported
        assert "Content Security Policy" in said[0]
        opened.close()


# --- our words elsewhere ----------------------------------------------------------------------------------


def test_every_frequency_licence_and_kind_of_body_has_a_term() -> None:
    schemas = trees.records().schemas
    assert list(vocabulary.FREQUENCIES) == list(schemas["datapackage"].column("frekuensi").choices)
    assert set(vocabulary.LICENCES) == set(schemas["datapackage"].column("lisensi").choices)
    kinds = {c.name: c for c in schemas["badan"].column("sifat").columns}["jenis_badan"].choices
    assert list(vocabulary.PUBLISHERS) == list(kinds)


def test_a_box_is_drawn_around_all_coordinates() -> None:
    (real,) = (b for b in _views(trees.records()) if not b.body.sample)
    box = catalogue.extent(real.assessed.records.named(OpenDataset)["wilayah-ntt"])
    assert box is not None
    assert Decimal("-11.1") < box.south < box.north < Decimal("-7.7")
    assert Decimal("118.7") < box.west < box.east < Decimal("125.4")


# --- the checklist ----------------------------------------------------------------------------------------


def _told(checks: tuple[Check, ...]) -> list[tuple[str, bool, str]]:
    return [tuple(check) for check in openness.told(checks)]


def test_the_checklist_of_a_table_and_of_a_report(tmp_path: Path) -> None:
    """Program 2026 is a CSV of one year without a dictionary; the report is a PDF, which needs none."""
    (b,) = _views(grown(tmp_path))
    found = b.assessed.get(Openness).entries
    assert _told(found["program-2026"]) == [
        ("Mutakhir", True, "Batas pemutakhirannya belum lewat."),
        ("Ada deret waktunya", False, "Baru satu periode yang dimuat."),
        ("Format terbuka", True, "Dapat dibuka tanpa program berbayar."),
        ("Dapat dicari dan dibacakan", True, "Isinya teks, bukan gambar."),
        ("Ada kamus data", False, "Arti kolomnya belum diterangkan."),
        ("Lisensinya jelas", True, "Syarat pemakaiannya tertulis."),
        ("Ada yang dapat dihubungi", True, "Kantornya dapat dihubungi."),
        ("Bintang data terbuka", True, "3 dari 5: tabel dalam format terbuka."),
    ]
    assert [title for title, _, _ in _told(found["laporan-2025"])] == [
        "Mutakhir", "Ada deret waktunya", "Format terbuka", "Dapat dicari dan dibacakan", "Lisensinya jelas",
        "Ada yang dapat dihubungi",
    ]  # fmt: skip


def test_a_procedure_is_not_blamed_for_having_no_series_no_dictionary_and_no_stars() -> None:
    (sample,) = (b for b in _views(trees.records()) if b.id == "biro-contoh")
    found = sample.assessed.get(Openness).entries
    procedures = [e.id for e in sample.entries if "CONTOH-sop-layanan-informasi.pdf" in e.files and not e.period_from]
    assert procedures
    for procedure in procedures:
        titles = {title for title, _, _ in _told(found[procedure])}
        assert not titles & {"Ada deret waktunya", "Ada kamus data", "Bintang data terbuka"}
    photos = [e.id for e in sample.entries if e.files and all(f.endswith((".png", ".ogg")) for f in e.files)]
    assert all("Dapat dicari dan dibacakan" not in {t for t, _, _ in _told(found[p])} for p in photos)


@pytest.mark.parametrize(
    ("late", "current"),
    [(None, None), (False, (True, "dalam-batas")), (True, (False, "lewat"))],
    ids=["never due", "in time", "late"],
)
def test_the_checklist_of_a_dataset(late: bool | None, current: tuple[bool, str] | None, tmp_path: Path) -> None:
    (b,) = _views(grown(tmp_path))
    records = b.assessed.records
    found = {
        c.aspect.value: (c.met, c.reason) for c in of_dataset(records.named(OpenDataset)["curah-hujan"], records, late)
    }
    assert found.pop("mutakhir", None) == current
    assert found == {
        "deret": (True, "ada-periode-lalu"),
        "format-terbuka": (True, "terbuka"),
        "dapat-dicari": (True, "berteks"),
        "kamus": (True, "ada-kamus"),
        "lisensi": (True, "lisensi-tertulis"),
        "kontak": (True, "ada-kontak"),
        "bintang": (True, "bintang-3"),
    }


def test_rows_that_are_named_by_web_addresses_are_worth_a_fourth_star(tmp_path: Path) -> None:
    rows = ROWS.replace("Utara", "https://uji.example/pos/utara").replace("Selatan", "https://uji.example/pos/selatan")
    (b,) = _views(grown(tmp_path, **{f"{FOLDER}/pos.csv": rows}))
    (stars,) = (c for c in b.assessed.get(Openness).datasets["curah-hujan"] if c.stars)
    assert (stars.stars, stars.met, openness.REASONS[stars.reason]) == (
        4, True, "4 dari 5: setiap baris punya alamat web tetap.",
    )  # fmt: skip


def test_every_reason_has_its_words() -> None:
    """Each code that the judge gives is worded, and no word is left over."""
    source = (trees.REPOSITORY / "scripts/terbuka/features/open_data/usability.py").read_text("utf-8")
    given = {code for code in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source) if code in openness.REASONS}
    assert given | {f"bintang-{n}" for n in (2, 3, 4, 5)} == set(openness.REASONS)
