"""The XML inside a workbook, read in passing: entities are refused where they are declared, nothing is fetched."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final, NoReturn, Protocol
from xml.parsers import expat

from qms.importing.codes import Code
from qms.importing.problems import problem
from qms.importing.sheet import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK: Final = 1 << 17


class Listener(Protocol):
    """What is told of an XML document as it goes by; elements' names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def text(self, text: str) -> None:
        """Hear text between them."""


def parse(source: IO[bytes], listener: Listener) -> Iterator[None]:
    """Tell a listener of a document, pausing after each piece; raises UnreadableError where it is no sound XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: _begin(parser, listener, name, attributes)
    try:
        while chunk := source.read(_CHUNK):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableError(problem(Code.DAMAGED_WORKBOOK, detail=str(error))) from error
    yield


def _begin(parser: expat.XMLParserType, listener: Listener, name: str, attributes: dict[str, str]) -> None:
    """Hear the root element; only where it has a prefix is every name asked for one (millions of cells go by)."""
    if ":" in name:
        parser.StartElementHandler = lambda inner, values: listener.start(local(inner), values)
        parser.EndElementHandler = lambda inner: listener.end(local(inner))
    else:
        parser.StartElementHandler, parser.EndElementHandler = listener.start, listener.end
    listener.start(local(name), attributes)


def parse_whole(source: IO[bytes], listener: Listener) -> None:
    """Tell a listener of a document from beginning to end."""
    for _ in parse(source, listener):
        pass


def local(name: str) -> str:
    """Return a name without its prefix: `x:row` is `row`."""
    return name.rpartition(":")[2] if ":" in name else name


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """Return an attribute whatever its prefix, as `r:id`."""
    return next((value for key, value in attributes.items() if local(key) == name), None)


def _refuse(*_: object) -> NoReturn:
    raise UnreadableError(problem(Code.ENTITY_DECLARATION))
