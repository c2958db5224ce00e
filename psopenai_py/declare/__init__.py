"""What a cmdlet is, as pure data.

From one declaration come binding, the Click command, completion, the Python function, help and the page in Docs/. The
room imports nothing of the project, and everything above `dotnet` may import it.

In reading order:

- `cmdlet`: how a cmdlet is written (`cmdlet`, `Param`, `Example`), and what it becomes (`CmdletSpec`, `ParamSpec`).
- `validators`: conditions for the values of a parameter; `engine.binding.validation` checks them.
- `index`: which cmdlets a layer has, by family, so that start-up need not import them.
- `sentinel`: markers for "no value", such as `MISSING`.

How it is used:

    >>> from psopenai_py.declare.cmdlet import Example, Param, cmdlet
    >>> from psopenai_py.declare.validators import ValidateRange
    >>> @cmdlet("Get-Thing", outputs="Thing", default_set="List")
    ... class GetThing:
    ...     '''Get one thing, or list them.
    ...
    ...     What else there is to know.
    ...     '''
    ...
    ...     thing_id = Param("string", set="Get", mandatory=True, position=0, pipeline="value", aliases=("Id",))
    ...     limit = Param("int", set="List", validators=(ValidateRange(1, 100),), help="How many to list.")
    ...     examples = (Example("Get-Thing thing_1", "Gets one thing."),)
    >>> spec = GetThing.spec
    >>> spec.synopsis, spec.default_set
    ('Get one thing, or list them.', 'List')
    >>> thing_id = spec.params["thingid"]
    >>> thing_id.name, thing_id.aliases, thing_id.in_set("Get").mandatory, thing_id.in_set("List")
    ('ThingId', ('Id',), True, None)
    >>> spec.params["limit"].help
    'How many to list.'

    >>> from psopenai_py.openai.index import INDEX
    >>> INDEX.families[0].title, [row.name for row in INDEX.families[0].rows][:2]
    ('Batches', ['Get-Batch', 'New-BatchRequest'])
    >>> INDEX.families[0].rows[0].module
    'batch.get_batch'
"""
