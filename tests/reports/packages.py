"""An Office Open XML package as a strict reader finds it: whole parts, kinds, relationships, children in order."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATED: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_NAMED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ORDER: Final = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs u bdr shd lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW tcBorders vAlign",
    "sdtPr": "alias tag temporary showingPlcHdr",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType titlePg",
    "style": "name basedOn next link uiPriority qFormat pPr rPr tblPr",
}
"""Of each element of ours the children that it may have, in the order of the standard (ISO/IEC 29500-1, Annex A)."""


def complaints(package: Mapping[str, bytes]) -> list[str]:
    """Return what a reader would have to repair."""
    texts = {name: content for name, content in package.items() if name.endswith((".xml", ".rels"))}
    parts = {name: ET.fromstring(content) for name, content in texts.items()}  # noqa: S314 – our own files
    return [
        *_unknown_kinds(package, parts["[Content_Types].xml"]),
        *_dangling(package, parts),
        *(f"{name}: {said}" for name, root in parts.items() for said in _disordered(root)),
        *(f"{name}: {said}" for name, root in parts.items() for said in _doubled(root)),
    ]


def _unknown_kinds(package: Mapping[str, bytes], types: ET.Element) -> Iterator[str]:
    endings = {str(one.get("Extension")) for one in types.iter(f"{_TYPES}Default")}
    stated = {str(one.get("PartName")).lstrip("/") for one in types.iter(f"{_TYPES}Override")}
    yield from (f"{name} is stated and not there" for name in stated - package.keys())
    for name in package.keys() - stated - {"[Content_Types].xml"}:
        if name.rpartition(".")[2] not in endings:
            yield f"nobody says what {name} is"


def _dangling(package: Mapping[str, bytes], parts: Mapping[str, ET.Element]) -> Iterator[str]:
    for name, root in parts.items():
        if name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        related = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {} if related is None else {one.get("Id"): one for one in related.iter(_RELATED)}
        for one in found.values():
            target = posixpath.normpath(posixpath.join("/", folder, str(one.get("Target")))).lstrip("/")
            if one.get("TargetMode") != "External" and target not in package:
                yield f"{name} leads to {target}, which is not there"
        for element in root.iter():
            named = [value for key, value in element.attrib.items() if str(key).startswith(_NAMED)]
            yield from (f"{name} names {value}, which leads nowhere" for value in named if value not in found)


def _disordered(root: ET.Element) -> Iterator[str]:
    for kind, order in _ORDER.items():
        places = {f"{_WORD}{child}": place for place, child in enumerate(order.split())}
        for element in root.iter(f"{_WORD}{kind}"):
            tags = [str(child.tag) for child in element]
            yield from (f"{kind} has a {tag}" for tag in tags if tag not in places)
            known = [places[tag] for tag in tags if tag in places]
            if any(after < before for before, after in pairwise(known)):
                yield f"{kind} is out of order: {[tag.rpartition('}')[2] for tag in tags]}"


def _doubled(root: ET.Element) -> Iterator[str]:
    ids = [element.get("id") for element in root.iter() if str(element.tag).endswith("}docPr")]
    yield from (f"two drawings have the id {one}" for one in {one for one in ids if ids.count(one) > 1})
