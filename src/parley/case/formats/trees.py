"""The one door to XML: documents of strangers, read without entities, document types or links to elsewhere."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from parley.case.formats.built import FormatError

MOST = 20_000_000  # characters


def tree(text: str, what: str) -> Element:
    """Read an XML document.

    Raises:
        FormatError: it is none, is too large, or declares entities or a document type, which no such file needs.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(text) > MOST:
        raise FormatError(what, "", f"it has {len(text):,} characters", f"At most {MOST:,} are read.")
    try:
        root = fromstring(text.removeprefix("\ufeff"), forbid_dtd=True)
    except ParseError as error:
        raise FormatError(what, "", f"it is no XML ({error})", "Save it again in the program it comes from.") from error
    except DefusedXmlException as error:
        raise FormatError(
            what, "", "it declares a document type or entities", "Remove the declaration; it is not needed."
        ) from error
    assert isinstance(root, Element)
    return root


def words(element: Element | None) -> str:
    """The text of an element, without space around it; empty where there is none."""
    return "" if element is None or element.text is None else element.text.strip()


def written(root: Element) -> str:
    """A document as text, indented."""
    from xml.etree.ElementTree import indent, tostring

    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
