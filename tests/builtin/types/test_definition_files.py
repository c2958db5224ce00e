"""Files of types and of views (.ps1xml), read by cmdlets and by the manifests of modules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from psopenai_py import Shell

from ..conftest import Run

TYPES = """<Types><Type><Name>My.Type</Name><Members>
  <ScriptProperty><Name>Sum</Name><GetScriptBlock>$this.A + $this.B</GetScriptBlock></ScriptProperty>
  <AliasProperty><Name>First</Name><ReferencedMemberName>A</ReferencedMemberName></AliasProperty>
  <ScriptMethod><Name>Hello</Name><Script>"hello $($this.A)"</Script></ScriptMethod>
  <NoteProperty><Name>Kind</Name><Value>mine</Value></NoteProperty>
  <MemberSet><Name>PSStandardMembers</Name><Members>
    <PropertySet><Name>DefaultDisplayPropertySet</Name>
      <ReferencedProperties><Name>Kind</Name></ReferencedProperties></PropertySet>
  </Members></MemberSet>
</Members></Type></Types>"""
VIEWS = """<Configuration>
  <SelectionSets><SelectionSet><Name>Mine</Name><Types><TypeName>My.Type</TypeName></Types></SelectionSet></SelectionSets>
  <ViewDefinitions>
    <View><Name>cells</Name><ViewSelectedBy><SelectionSetName>Mine</SelectionSetName></ViewSelectedBy>
      <GroupBy><PropertyName>B</PropertyName><Label>With</Label></GroupBy>
      <TableControl>
        <TableHeaders>
          <TableColumnHeader><Label>One</Label><Width>5</Width></TableColumnHeader>
          <TableColumnHeader><Width>6</Width><Alignment>Right</Alignment></TableColumnHeader>
        </TableHeaders>
        <TableRowEntries><TableRowEntry><TableColumnItems>
          <TableColumnItem><ScriptBlock>"($($_.A))"</ScriptBlock></TableColumnItem>
          <TableColumnItem><PropertyName>A</PropertyName><FormatString>{0:n1}</FormatString></TableColumnItem>
        </TableColumnItems></TableRowEntry></TableRowEntries>
      </TableControl></View>
    <View><Name>lines</Name><ViewSelectedBy><TypeName>My.Type</TypeName></ViewSelectedBy>
      <ListControl><ListEntries><ListEntry><ListItems>
        <ListItem><Label>Always</Label><PropertyName>A</PropertyName></ListItem>
        <ListItem><PropertyName>B</PropertyName>
          <ItemSelectionCondition><ScriptBlock>$_.A -gt 1</ScriptBlock></ItemSelectionCondition></ListItem>
      </ListItems></ListEntry></ListEntries></ListControl></View>
    <View><Name>names</Name><ViewSelectedBy><TypeName>My.Type</TypeName></ViewSelectedBy>
      <WideControl><WideEntries><WideEntry><WideItem><PropertyName>A</PropertyName></WideItem></WideEntry></WideEntries>
      </WideControl></View>
  </ViewDefinitions>
</Configuration>"""
MAKE = "$o = [pscustomobject]@{ PSTypeName = 'My.Type'; A = 1; B = 2 }; "
Ids = Callable[[str], list[str]]


@pytest.fixture
def files(folder: Path) -> Path:
    (folder / "my.types.ps1xml").write_text(TYPES)
    (folder / "my.format.ps1xml").write_text(VIEWS)
    return folder


def test_a_file_of_types_brings_members(files: Path, run: Run) -> None:
    assert (
        run(f"Update-TypeData my.types.ps1xml; {MAKE} $o.Sum; $o.First; $o.Hello(); $o.Kind") == "3\n1\nhello 1\nmine"
    )
    assert run("$o").split() == ["Kind", "----", "mine"]


def test_members_that_are_there_stay_unless_the_file_goes_first(files: Path, run: Run) -> None:
    run("Update-TypeData -TypeName My.Type -MemberType NoteProperty -MemberName Kind -Value old")
    assert run(f"Update-TypeData -AppendPath my.types.ps1xml; {MAKE} $o.Kind") == "old"
    assert run("Update-TypeData -PrependPath my.types.ps1xml; $o.Kind") == "mine"


def test_a_file_of_views_shows_objects(files: Path, run: Run) -> None:
    run(f"Update-FormatData my.format.ps1xml; {MAKE}")
    assert run("$o") == "   With: 2\n\nOne        A\n---        -\n(1)      1.0"
    assert run("$o | Format-List") == "Always : 1"
    assert run("$o.A = 2; $o | Format-List") == "Always : 2\nB      : 2"
    assert run("$o | Format-Wide").strip() == "2"


def test_views_belong_to_the_session_that_read_them(files: Path, run: Run) -> None:
    run("Update-FormatData my.format.ps1xml")
    other = Shell()
    assert "With" not in other.format(other.run(MAKE + "$o").output)


def test_a_module_brings_its_files(files: Path, run: Run) -> None:
    (files / "m.psd1").write_text(
        "@{ ModuleVersion = '1.0'; TypesToProcess = 'my.types.ps1xml'; FormatsToProcess = 'my.format.ps1xml' }"
    )
    assert run(f"Import-Module ./m.psd1; {MAKE} $o.Sum") == "3"
    assert run("$o").startswith("   With: 2")


@pytest.mark.parametrize(("cmdlet", "kind"), [("Update-TypeData", "Types"), ("Update-FormatData", "Format")])
def test_files_that_cannot_be_used(folder: Path, ids: Ids, cmdlet: str, kind: str) -> None:
    name = f"Microsoft.PowerShell.Commands.{cmdlet.replace('-', '')}Command"
    (folder / "cut.ps1xml").write_text("<Types><Type>")
    (folder / "other.ps1xml").write_text("<Other/>")
    (folder / "a.txt").write_text("x")
    assert ids(f"{cmdlet} -AppendPath cut.ps1xml, other.ps1xml, a.txt, nope.ps1xml") == [
        f"{kind}XmlUpdateException,{name}",
        f"{kind}XmlUpdateException,{name}",
        f"WrongExtension,{name}",
        f"PathNotFound,{name}",
    ]
