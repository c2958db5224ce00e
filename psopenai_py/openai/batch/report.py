"""The report of Measure-Batch: one HTML file that loads nothing; everything in it is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

Data = Mapping[str, Any]

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --bar: #3b76c4; --bad: #c0504d; --line: #8884; }}
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; }} h2 {{ font-size: 1.15rem; margin-top: 2rem; }}
dl {{ display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 0; }}
dt {{ opacity: .7; font-size: .85rem; }} dd {{ margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }}
td.n, th.n {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
td.t {{ overflow-wrap: anywhere; }}
td.b {{ width: 14rem; }}
.bar {{ background: var(--bar); border-radius: 2px; height: .9rem; margin-top: .3rem; min-width: 1px; }}
.bad {{ background: var(--bad); }}
</style>
</head>
<body>
<h1>{title}</h1>
{content}
</body>
</html>
"""


def report(measured: Data) -> str:
    """The report on what `MeasureBatch` found, as plain data."""
    batches: Sequence[Data] = measured["Batches"]
    title = f"Batch {batches[0]['Id']}" if len(batches) == 1 else f"{len(batches):,} batches"
    parts = [_facts(measured), _models(measured["Models"]), _percentiles(measured), _errors(measured["Errors"])]
    if len(batches) > 1:
        parts.append(_batches(batches))
    return _PAGE.format(title=escape(title), content="\n".join(part for part in parts if part))


def _facts(measured: Data) -> str:
    names = {
        "Requests": "Requests", "Succeeded": "Succeeded", "Failed": "Failed", "Missing": "Without a result",
        "InputTokens": "Input tokens", "CachedTokens": "of them cached", "OutputTokens": "Output tokens",
        "ReasoningTokens": "of them reasoning", "Price": "Price", "Duration": "Duration",
    }  # fmt: skip
    shown = [(label, measured[name]) for name, label in names.items() if measured[name] is not None]
    parts = (f"<div><dt>{escape(label)}</dt><dd>{_text(value)}</dd></div>" for label, value in shown)
    return f"<dl>{''.join(parts)}</dl>"


def _models(models: Sequence[Data]) -> str:
    most = max((int(model["TotalTokens"]) for model in models), default=0)
    rows = [
        [
            _cell(model["Model"]), _bar(model["TotalTokens"], most), *_numbers(model, "Results", "InputTokens",
            "CachedTokens", "OutputTokens", "ReasoningTokens", "Price"),
        ]
        for model in models
    ]  # fmt: skip
    heads = ["Model", "Tokens", "Results", "Input", "Cached", "Output", "Reasoning", "Price"]
    return _table("Models", heads, rows, texts=2)


def _percentiles(measured: Data) -> str:
    found = [
        (label, measured[name])
        for name, label in (("InputPercentiles", "Input"), ("OutputPercentiles", "Output"))
        if measured[name]
    ]
    heads = ["Tokens", *(list(found[0][1]) if found else [])]
    rows = [[_cell(label), *_numbers(points, *points)] for label, points in found]
    return _table("Tokens of a result", heads, rows, texts=1)


def _errors(errors: Sequence[Data]) -> str:
    most = max((int(error["Count"]) for error in errors), default=0)
    rows = [
        [
            _cell(error["Code"]), _bar(error["Count"], most, "bar bad"), *_numbers(error, "Count"),
            _cell(error["CustomId"] or error["BatchId"]), _cell(error["Message"]),
        ]
        for error in errors
    ]  # fmt: skip
    return _table("Errors", ["Code", "", "Count", "For example", "Message"], rows, texts=2, after=1)


def _batches(batches: Sequence[Data]) -> str:
    names = ["Requests", "Succeeded", "Failed", "Missing", "TotalTokens", "Price", "Duration"]
    rows = [[_cell(batch["Id"]), _cell(batch["Status"]), *_numbers(batch, *names)] for batch in batches]
    return _table("Batches", ["Id", "Status", *names[:4], "Tokens", *names[5:]], rows, texts=2)


# -- parts of tables --------------------------------------------------------------------------------------------------


def _table(title: str, heads: Sequence[str], rows: Sequence[Iterable[str]], texts: int, after: int = 99) -> str:
    """A table with a heading; ``texts`` columns of text come first, and again after ``after`` columns of numbers."""
    if not rows:
        return ""
    kinds = ("" if at < texts or at >= texts + after else ' class="n"' for at in range(len(heads)))
    head = "".join(f"<th{kind}>{escape(name)}</th>" for name, kind in zip(heads, kinds, strict=True))
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<h2>{escape(title)}</h2>\n<div class="wide"><table>\n<tr>{head}</tr>\n{body}\n</table></div>'


def _cell(value: Any) -> str:
    return f'<td class="t">{_text(value)}</td>'


def _numbers(row: Data, *names: str) -> list[str]:
    return [f'<td class="n">{_text(row[name])}</td>' for name in names]


def _bar(value: int, most: int, kind: str = "bar") -> str:
    width = 100 * int(value) / most if most else 0
    return f'<td class="b"><div class="{kind}" style="width: {width:.1f}%"></div></td>'


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    return escape(str(value))
