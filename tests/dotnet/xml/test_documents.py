"""[xml]: reading, changing and writing documents as scripts do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ...language.running import error_ids, output

ITEMS = """$x = [xml]'<?xml version="1.0"?><root xmlns:n="urn:n"><n:item name="one" price="3"/>
    <n:item name="two" price="12.5"><sub>deep</sub></n:item><!-- c --><t><![CDATA[<raw>]]></t><e/></root>'
"""


def test_elements_and_attributes_are_properties() -> None:
    assert output("([xml]'<a><b c=\"1\">t</b></a>').a.b.c") == ["1"]
    found = output(ITEMS + "$x.xml; $x.root.item.name; $x.root.item[1].sub; $x.root.t.'#cdata-section'; $x.root.e")
    assert found == ['version="1.0"', "one", "two", "deep", "<raw>", ""]
    assert output(ITEMS + '$x.root.item.Count; $x.root.nothing; "$($x.root)"') == [2, None, "root"]


def test_what_is_shown_of_an_element() -> None:
    script = "([xml]'<a x=\"1\"><b>t</b><b>u</b></a>').a | "
    assert output(script + "Get-Member -MemberType Property | ForEach-Object Name") == ["b", "x"]
    assert output(script + "ForEach-Object { $_.psobject.Properties.Name }") == ["x", "b"]


def test_changing_a_document() -> None:
    script = (
        ITEMS
        + """$e = $x.CreateElement('new'); $e.SetAttribute('k', 'a"<&'); $e.InnerText = 'x<y'
    $null = $x.root.AppendChild($e); $x.root.new.OuterXml
    $x.root.new.k = 'changed'; $x.root.new.GetAttribute('k'); $x.root.t = 'plain'; $x.root.t
    $null = $x.root.InsertBefore($x.CreateComment('first'), $x.root.FirstChild); $x.root.FirstChild.OuterXml
    $x.root.RemoveChild($x.root.new).Name; $null -eq $x.root.new
    $x.root.InnerXml = '<q>1</q>'; $x.root.q; $x.root.Attributes['xmlns:n'].Value"""
    )
    assert output(script) == [
        '<new k="a&quot;&lt;&amp;">x&lt;y</new>', "changed", "plain", "<!--first-->", "new", True, "1", "urn:n"
    ]  # fmt: skip


def test_a_saved_document_has_its_elements_on_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    script = f"$d = [xml]'<a><b>t</b><c/></a>'; $d.Save('{path}'); $n = [xml]::new(); $n.Load('{path}'); $n.a.b"
    assert output(script) == ["t"]
    assert path.read_text() == "<a>\n  <b>t</b>\n  <c />\n</a>"
    assert output("$w = [System.IO.StringWriter]::new(); ([xml]'<a/>').Save($w); \"$w\"") == ["<a />"]


@pytest.mark.parametrize("text", ["<a>", "plain", "", "<a><b></a>", "<p:a/>"])
def test_what_is_not_xml_is_refused(text: str) -> None:
    assert error_ids(f"[xml]'{text}'") == ["InvalidCastToXmlDocument"]


def test_lines_become_one_document() -> None:
    assert output("([xml]@('<a>', '<b>1</b>', '</a>')).a.b") == ["1"]


def test_external_entities_are_not_read() -> None:
    script = "([xml]'<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><a>&f;</a>').DocumentElement.InnerText"
    assert output(script) == [""]


def test_nodes_belong_to_their_document() -> None:
    made = "$a = [xml]'<a/>'; $b = [xml]'<b><c/></b>'; "
    assert error_ids(made + "$a.DocumentElement.AppendChild($b.b.FirstChild)") == ["ArgumentException"]
    script = made + "$null = $a.DocumentElement.AppendChild($a.ImportNode($b.DocumentElement, $true)); $a.OuterXml"
    assert output(script) == ["<a><b><c /></b></a>"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("//i", "1 2 3"),
        ("/r/g/i[2]", "2"),
        ("//i[@id='3']", "3"),
        ("//i[@n > 15]", "2 3"),
        ("//i[last()]", "2 3"),
        ("(//i)[last()]", "3"),
        ("//g[i]/i[1]", "1 3"),
        ("//i[not(@n)]", "1"),
        ("//i[contains(., 'w') or position() = 1]", "1 2 3"),
        ("//i[starts-with(text(), 't')]/..//i[1]", "1 3"),
        ("//i[@id='2']/preceding-sibling::i", "1"),
        ("//i[@id='1']/following::i", "2 3"),
        ("//g/i[count(preceding-sibling::*) = 0] | //i[@id='2']", "1 2 3"),
        ("/r/g[2]/descendant-or-self::*[self::i]", "3"),
        ("//i[string-length(.) = 3 and @n * 2 = 40]", "2"),
        ("//i[normalize-space(concat(' ', substring(., 1, 2), ' ')) = 'on']", "1"),
        ("//*[local-name() = 'i'][@id mod 2 = 1]", "1 3"),
        ("//i[ancestor::g[@k='b']]", "3"),
        ("//nothing", ""),
    ],
)
def test_xpath(path: str, found: str) -> None:
    script = """$x = [xml]'<r><g k="a"><i id="1">one</i><i id="2" n="20">two</i></g>
    <g k="b"><i id="3" n="30">three</i></g></r>'; """
    quoted = path.replace("'", "''")
    assert output(script + f"($x.SelectNodes('{quoted}') | ForEach-Object id) -join ' '") == [found]


def test_xpath_with_namespaces_and_faults() -> None:
    script = ITEMS + "$ns = [System.Xml.XmlNamespaceManager]::new($x.NameTable); $ns.AddNamespace('q', 'urn:n'); "
    assert output(script + "$x.SelectNodes('//q:item', $ns).Count; $x.SelectNodes('//item').Count") == [2, 0]
    assert output(script + "$x.SelectSingleNode('//@price').Value; $x.SelectSingleNode('//sub/text()').Value") == [
        "3",
        "deep",
    ]
    for path in ("//[", "//i[", "//z:i", "foo(", "1 +", "//i[nothing()]", "1"):
        assert error_ids(script + f"$x.SelectNodes('{path}')") == ["XPathException"], path


def test_a_node_of_text_takes_any_value_as_its_text() -> None:
    script = "$x = [xml]'<c><port>1</port><list/><sub><a>1</a></sub></c>'; $x.c.port = 8080; $x.c.list = 'a', 'b'; "
    assert output(script + "$x.OuterXml") == ["<c><port>8080</port><list>a b</list><sub><a>1</a></sub></c>"]
    assert error_ids(script + "$x.c.sub = 5") == ["ExceptionWhenSetting"]


def test_the_text_of_an_attribute_is_a_node_in_it() -> None:
    script = """$x = [xml]'<a one="1" two="2"/>'
    $x.a.Attributes | ForEach-Object { $_.FirstChild } | ForEach-Object { "$($_.ParentNode.Name)=$($_.Value)" }
    $x.a.Attributes[0].HasChildNodes"""
    assert output(script) == ["one=1", "two=2", True]
