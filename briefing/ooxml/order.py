"""Children in the order that the schema wants: Word takes a file for damaged that has them in another."""

from __future__ import annotations

from briefing.ooxml.xml import Element, W, local, qname, remove, remove_all

_ORDERS = {
    "p": "pPr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "numPr": "ilvl numId",
    "num": "abstractNumId lvlOverride",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "footnotePr": "pos numFmt numStart numRestart footnote",
    "settings": "evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets "
    "drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery "
    "displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin "
    "drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne "
    "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema "
    "saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly "
    "useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr "
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator",
}
"""By parent; of settings only what is put here and what follows that (ISO/IEC 29500-1, annex A)."""


def put(parent: Element, child: Element) -> Element:
    """Put a child where the schema wants it, or in the place of one of its kind; return it."""
    order = _ORDERS[local(parent)].split()
    old = parent.find(qname(child))
    if old is not None:
        parent.replace(old, child)
        return child
    later = {f"{W}{name}" for name in order[order.index(local(child)) + 1 :]}
    # What other namespaces add (m:mathPr, w14:glow) stands behind what the first edition of the schema had.
    follower = next((item for item in parent if item.tag in later or not qname(item).startswith(W)), None)
    if parent.tag == f"{W}p":
        parent.insert(0, child)
    elif follower is None:
        parent.append(child)
    else:
        follower.addprevious(child)
    return child


def child_of(parent: Element, name: str) -> Element:
    """Return the child of that name; a new one stands where the schema wants it."""
    found = parent.find(f"{W}{name}")
    return put(parent, parent.makeelement(f"{W}{name}", {})) if found is None else found


def set_value(parent: Element, name: str, value: str) -> None:
    """Give the child of that name a value."""
    child_of(parent, name).set(f"{W}val", value)


_SINGLE = ("pPr", "rPr", "tblPr", "lvl")
"""What holds none of its children twice."""


def sort_children(root: Element) -> None:
    """Put the properties in a part in the order that the schema wants, each once, for programs that write them anyhow.

    The layout of tables, which some write into styles, where the schema has no place for it, is taken out.
    """
    for layout in list(root.iterfind(f"{W}style/{W}tblPr/{W}tblLayout")):
        remove(layout)
    for element in list(root.iter(*(f"{W}{name}" for name in ("style", "sectPr", *_SINGLE)))):
        places = {f"{W}{name}": place for place, name in enumerate(_ORDERS[local(element)].split())}
        known = [item for item in element if item.tag in places]
        if local(element) in _SINGLE:  # LibreOffice writes <w:b/> twice in the mark of a paragraph
            first = {item.tag: item for item in reversed(known)}
            remove_all(item for item in known if first[item.tag] is not item)
            known = [item for item in known if first[item.tag] is item]
        ordered = sorted(known, key=lambda item: places[qname(item)])
        if known != ordered:
            for place, item in enumerate(ordered):
                element.insert(place, item)
