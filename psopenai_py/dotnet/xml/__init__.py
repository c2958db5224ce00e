"""XML documents: ``[xml]``, System.Xml.XmlDocument and what it is made of.

May import: the rooms from `culture` to `io`. It loads when a script first names one of its types. In reading order:

- `nodes`: the nodes of a document, and the properties as which PowerShell shows them.
- `reading`: XML text to nodes, and nodes to text.
- `xpath`: XPath 1.0 over the nodes.
- `members`: the types with their members.
"""

from __future__ import annotations

from . import members  # noqa: F401  (declares the types of the nodes)
