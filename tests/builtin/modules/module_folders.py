"""Small modules, each built as public modules are: their files by path, below a folder of PSModulePath."""

from __future__ import annotations

from pathlib import Path

MODULES: dict[str, str] = {
    # the usual layout: a manifest, and a script that dot-sources classes, private and public functions
    "Folders/Folders.psd1": """@{ RootModule = 'Folders.psm1'; ModuleVersion = '2.1.0'; Author = 'A. Writer'
        GUID = '6b5f1a7e-0001-4000-8000-000000000001'; Description = 'Dot-sources its folders.'
        FunctionsToExport = 'Get-Item2', 'Add-Item2'; AliasesToExport = 'gi2'
        CmdletsToExport = @(); VariablesToExport = @()
        PrivateData = @{ Limit = 3
            PSData = @{ Tags = 'one', 'two'; ProjectUri = 'https://example.com/folders' } } }""",
    "Folders/Folders.psm1": r"""
        $script:Store = [System.Collections.Generic.List[object]]::new()
        foreach ($folder in 'Classes', 'Private', 'Public') {
            foreach ($file in Get-ChildItem -Path "$PSScriptRoot\$folder" -Filter *.ps1) {
                try { . $file.FullName } catch { Write-Error "Failed to import $($file.FullName): $_" }
            }
        }
        Export-ModuleMember -Function (Get-ChildItem "$PSScriptRoot\Public").BaseName -Alias *""",
    "Folders/Classes/Entry.ps1": """
        enum Kind { Plain; Fancy }
        class Entry { [string]$Name; [Kind]$Kind = 'Plain'; Entry([string]$n) { $this.Name = Format-Name $n } }""",
    "Folders/Private/Format-Name.ps1": 'function Format-Name([string]$n) { "<$n>" }',
    "Folders/Public/Get-Item2.ps1": """
        function Get-Item2 { [CmdletBinding()] [Alias('gi2')] param([string]$Name = '*')
            $script:Store | Where-Object Name -like $Name | ForEach-Object { "$($_.Name) $($_.Kind)" } }""",
    "Folders/Public/Add-Item2.ps1": """
        function Add-Item2 { [CmdletBinding()] param([Parameter(Mandatory, ValueFromPipeline)][string]$Name)
            process {
                $limit = $MyInvocation.MyCommand.Module.PrivateData.Limit
                if ($script:Store.Count -ge $limit) { throw "no more than $limit" }
                $script:Store.Add([Entry]::new($Name)) } }""",
    # loads its files as text, in its own scope
    "Texts/Texts.psm1": """
        $script:ModuleRoot = $PSScriptRoot
        function Import-ModuleFile { param([string]$Path)
            if ($doDotSource) { . $Path }
            else {
                $text = [System.IO.File]::ReadAllText($Path, [System.Text.Encoding]::UTF8)
                $ExecutionContext.InvokeCommand.InvokeScript($false, ([scriptblock]::Create($text)), $null, $null) } }
        foreach ($function in Get-ChildItem "$ModuleRoot/functions" -Filter *.ps1) {
            . Import-ModuleFile -Path $function.FullName }""",
    "Texts/functions/Get-Text.ps1": 'function Get-Text { "text from $(Split-Path $script:ModuleRoot -Leaf)" }',
    # nested modules: named by the manifest, with a filter on the exports, and no script of its own
    "Nested/Nested.psd1": """@{ ModuleVersion = '1.0'; NestedModules = @('parts/First', 'parts/Second.psm1')
        FunctionsToExport = @('*-Part'); AliasesToExport = @() }""",
    "Nested/parts/First.psm1": "$n = 1; function Get-Part { \"first $n\" }; function Get-PartHelp { 'hidden' }",
    "Nested/parts/Second.psm1": '$n = 2; function Set-Part { "second $n $(Get-Command Get-Part -ea Ignore)" }',
    # a script module that imports another one for itself, by its path
    "Uses/Uses.psm1": """
        Import-Module $PSScriptRoot/inner/Helper.psm1 -Prefix My
        function Get-Use { Get-MyHelp }
        Export-ModuleMember -Function Get-Use""",
    "Uses/inner/Helper.psm1": "function Get-Help2 { 'help' }; Set-Alias gh2 Get-Help2; function Get-Help { 'mine' }",
    # versions side by side
    "Versions/1.0.0/Versions.psd1": "@{ RootModule = 'Versions.psm1'; ModuleVersion = '1.0.0' }",
    "Versions/1.0.0/Versions.psm1": "function Get-Which { 1 }",
    "Versions/1.10.0/Versions.psd1": "@{ RootModule = 'Versions.psm1'; ModuleVersion = '1.10.0' }",
    "Versions/1.10.0/Versions.psm1": "function Get-Which { 10 }",
    "Versions/1.9.2/Versions.psd1": "@{ RootModule = 'Versions.psm1'; ModuleVersion = '1.9.2' }",
    "Versions/1.9.2/Versions.psm1": "function Get-Which { 9 }",
    # needs others, and runs a script for its user first
    "Needs/Needs.psd1": """@{ RootModule = 'Needs'; ModuleVersion = '1.0'; ScriptsToProcess = 'setup.ps1'
        RequiredModules = @('Texts', @{ ModuleName = 'Versions'; ModuleVersion = '1.9' }, 'PSOpenAI')
        DefaultCommandPrefix = 'Own' }""",
    "Needs/Needs.psm1": 'function Get-Need { "$(Get-Text), $(Get-Which)" }',
    "Needs/setup.ps1": '$setup = "setup of $(Split-Path $PSScriptRoot -Leaf)"',
    "Lacks/Lacks.psd1": "@{ ModuleVersion = '1.0'; RequiredModules = 'NoSuchModule' }",
    # arguments, state, and what happens when it is removed
    "State/State.psm1": """
        param([int]$Start = 0, [hashtable]$Options = @{})
        $script:Count = $Start
        $Shared = 'shared'
        New-Variable -Name Fixed -Value 7 -Option ReadOnly
        function Step-State { $script:Count++; $script:Count }
        function Invoke-Block([scriptblock]$Block) { $Count = 'inner'; & $Block }
        function Each-Block([scriptblock]$Block) { $Count = 'inner'; 1, 2 | ForEach-Object $Block }
        New-Alias step Step-State
        $MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = { $global:Gone = $script:Count }
        Export-ModuleMember -Function Step-State, Invoke-Block, Each-Block -Variable Shared -Alias step""",
    # texts in the language of the user, and data beside the script
    "Local/Local.psm1": """
        Import-LocalizedData -BindingVariable texts
        $data = Import-PowerShellDataFile $PSScriptRoot/settings.psd1
        function Get-Greeting([string]$Name) { $texts.Hello -f $Name, $data.Sign }""",
    "Local/en-US/Local.psd1": "ConvertFrom-StringData @'\nHello = Hello {0}{1}\n'@",
    "Local/settings.psd1": "@{ Sign = '!'; Size = 2 * 3; List = @('a', \"b\"); Deep = @{ On = $true } }",
    # classes for others
    "Types/Types.psm1": """
        enum Colour { Red; Blue }
        class Shape { [Colour]$Colour = 'Blue'; [double]$Side
            Shape([double]$side) { $this.Side = $side } [double] Area() { return Square $this.Side } }
        class Box : Shape { Box([double]$side) : base($side) {} [string] ToString() { return "box of $($this.Side)" } }
        function Square([double]$n) { $n * $n }
        function New-Shape([double]$side) { [Shape]::new($side) }
        Export-ModuleMember New-Shape""",
    # gives its classes to those who import it, as short names of types, and takes them back
    "Shares/Shares.psd1": """@{ RootModule = 'Shares.psm1'; ModuleVersion = '1.2'; FunctionsToExport = 'New-Grade'
        AliasesToExport = '*'; CmdletsToExport = @() }""",
    "Shares/Shares.psm1": """
        [CmdletBinding()] param()
        $name = [System.IO.Path]::GetFileNameWithoutExtension($PSCommandPath)
        $script:Manifest = Import-PowerShellDataFile -Path "$PSScriptRoot\\$name.psd1"
        class Grade : System.IComparable {
            hidden static [string] $Order = 'CBA'; [string]$Letter
            Grade([string]$letter) { $this.Letter = $letter }
            [int] CompareTo([object]$other) {
                return [Grade]::Order.IndexOf($this.Letter) - [Grade]::Order.IndexOf($other.Letter) }
            [string] ToString() { return "grade $($this.Letter)" } }
        function New-Grade([string]$Letter) { [Grade]::new($Letter) }
        $types = @([Grade])
        $short = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
        foreach ($type in $types) {
            if ($type.FullName -in $short::Get.Keys) { throw "$($type.FullName) is there already" }
            $short::Add($type.FullName, $type)
        }
        $MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = {
            foreach ($type in $types) { $null = $short::Remove($type.FullName) }
        }.GetNewClosure()
        $exports = @{ Alias = '*'; Function = $Manifest.FunctionsToExport }
        Export-ModuleMember @exports""",
    # finds itself in its own ways, says what it loads, and exports one function at a time
    "Finds/Finds.psm1": """
        [string]$here = Split-Path (Get-Variable MyInvocation -Scope script).Value.MyCommand.Definition -Parent
        Get-ChildItem $here/parts -Recurse -Filter *.ps1 -File | ForEach-Object {
            Write-Output "loads $($_.Name)"; . $_.FullName
            if ($_.Directory.Name -eq 'public') { Export-ModuleMember ($_.Name -replace '.ps1', '') } }
        $module = $ExecutionContext.SessionState.Module
        $base = $module.ModuleBase
        $module.OnRemove = { $global:Left = "left $(Split-Path $base -Leaf)" }""",
    "Finds/parts/private/Get-Inner.ps1": 'function Get-Inner { "inner of $($MyInvocation.MyCommand.Module.Name)" }',
    "Finds/parts/public/Get-Outer.ps1": "function Get-Outer { Get-Inner }",
    # as modules were written for the first versions: ModuleToProcess, a nested script, files of types and views
    "Shows/Shows.psd1": """@{ ModuleToProcess = 'Shows.psm1'; ModuleVersion = '1.0'; NestedModules = @('more.ps1')
        TypesToProcess = 'Shows.types.ps1xml'; FormatsToProcess = @('Shows.format.ps1xml')
        FunctionsToExport = '*'; FileList = 'Shows.psm1', 'more.ps1' }""",
    "Shows/Shows.psm1": """
        function Get-Plot { [pscustomobject]@{ PSTypeName = 'Shows.Plot'; Name = 'north'; Side = 3; Note = 'n' } }""",
    "Shows/more.ps1": "function Get-Plots { Get-Plot; Get-Plot }",
    "Shows/Shows.types.ps1xml": """<Types><Type><Name>Shows.Plot</Name><Members>
        <ScriptProperty><Name>Area</Name><GetScriptBlock>$this.Side * $this.Side</GetScriptBlock></ScriptProperty>
        <AliasProperty><Name>Title</Name><ReferencedMemberName>Name</ReferencedMemberName></AliasProperty>
        </Members></Type></Types>""",
    "Shows/Shows.format.ps1xml": """<Configuration><ViewDefinitions><View><Name>Plot</Name>
        <ViewSelectedBy><TypeName>Shows.Plot</TypeName></ViewSelectedBy><TableControl><TableHeaders>
        <TableColumnHeader><Label>PLOT</Label><Width>8</Width></TableColumnHeader>
        <TableColumnHeader><Width>6</Width><Alignment>Right</Alignment></TableColumnHeader>
        </TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems>
        <TableColumnItem><ScriptBlock>$_.Title.ToUpper()</ScriptBlock></TableColumnItem>
        <TableColumnItem><PropertyName>Area</PropertyName></TableColumnItem>
        </TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>""",
}


def make_modules(folder: Path) -> Path:
    """Write the modules; the folder for PSModulePath."""
    for name, text in MODULES.items():
        path = folder / "Modules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / "Modules"
