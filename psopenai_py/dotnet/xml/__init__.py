"""XML documents: ``[xml]``, System.Xml.XmlDocument and what it is made of.

May import: the rooms from `culture` to `io`. It loads when a script first names one of its types. In reading order:

- `nodes`: the nodes of a document, and the properties as which PowerShell shows them.
- `reading`: XML text to nodes, and nodes to text.
- `xpath`: XPath 1.0 over the nodes.
- `members`: the types with their members.

A document is a tree of nodes that know their parent and their document. What PowerShell shows as properties, the
adapted ones, are the attributes and child elements of a node by name; a name that several have is an array.

How it is used; `[xml]$text`, ``$doc.r.i.id`` and ``$doc.SelectNodes('//i')`` come to this:

    >>> from psopenai_py.dotnet.xml.nodes import Document, Element
    >>> from psopenai_py.dotnet.xml.reading import load, outer_xml
    >>> from psopenai_py.dotnet.xml.xpath import evaluate, select
    >>> document = Document()
    >>> load(document, '<r><i id="1">a</i><i id="2">b</i></r>')
    >>> [(name, len(shown.get(document.root))) for name, shown in document.root.adapted_properties().items()]
    [('i', 2)]
    >>> [node.inner_text for node in select(document, "//i[@id > 1]")]
    ['b']
    >>> evaluate(document, "count(//i)"), evaluate(document, "string(//i/@id)")
    (2.0, '1')
    >>> _ = document.root.insert(Element(document, "e"))
    >>> outer_xml(document.root)
    '<r><i id="1">a</i><i id="2">b</i><e /></r>'

A name in an XPath means a namespace only with a prefix that the caller maps, whatever the document's own prefix is:

    >>> spaced = Document()
    >>> load(spaced, '<r xmlns:x="urn:x"><x:i>c</x:i></r>')
    >>> [node.inner_text for node in select(spaced, "//p:i", {"p": "urn:x"})], select(spaced, "//i")
    (['c'], [])
"""

from __future__ import annotations

from . import members  # noqa: F401  (declares the types of the nodes)
