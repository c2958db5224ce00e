"""Compare what came out of a case with what a real PowerShell 7.6 and the real module answered.

The mark ``‹…›`` in a recorded text stands for words of the reference's own: any words do there.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

ANY = "‹…›"
SENT = ("authorization", "api-key", "openai-organization", "openai-beta")
#: what the binder and the engine report: these ids must agree, of the module's own errors only that there is one
ENGINE = frozenset(
    (
        "ParameterArgumentValidationError",
        "ParameterArgumentTransformationError",
        "NamedParameterNotFound",
        "PositionalParameterNotFound",
        "MissingMandatoryParameter",
        "AmbiguousParameterSet",
        "MissingArgument",
        "ParameterAlreadyBound",
        "AmbiguousParameter",
        "InputObjectNotBound",
        "CannotConvertArgumentNoMessage",
        "ParameterArgumentValidationErrorNullNotAllowed",
        "ParameterArgumentValidationErrorEmptyStringNotAllowed",
        "ParameterArgumentValidationErrorEmptyArrayNotAllowed",
        "MismatchedPSTypeName",
        "CommandNotFoundException",
    )
)

Case = dict[str, Any]
Error = list[str] | None


def same(want: Any, got: Any) -> bool:
    """Equal by value; numbers within rounding, texts with their gaps."""
    if want == ANY:
        return True
    if isinstance(want, bool) or isinstance(got, bool) or want is None or got is None:
        return type(want) is type(got) and bool(want == got)
    if isinstance(want, (int, float)) and isinstance(got, (int, float)):
        return math.isclose(want, got, rel_tol=1e-6)
    if isinstance(want, dict):
        return isinstance(got, dict) and want.keys() == got.keys() and all(same(want[k], got[k]) for k in want)
    if isinstance(want, (list, tuple)):
        return isinstance(got, (list, tuple)) and len(want) == len(got) and all(map(same, want, got))
    if isinstance(want, str) and isinstance(got, str):
        return same_text(want, got)
    return bool(want == got)


def same_text(want: str, got: str) -> bool:
    if ANY not in want:
        return want == got
    return re.fullmatch(r"[\s\S]+?".join(re.escape(part) for part in want.split(ANY)), got) is not None


def _lines(text: str | None) -> str:
    """Blanks at the ends of lines and blank lines around the text are nothing that a person sees."""
    return "\n".join(line.rstrip() for line in (text or "").replace("\r\n", "\n").split("\n")).strip("\n")


def failed_parts(expect: Case, got: Case) -> list[str]:
    """The parts of the expectation that ``got`` does not meet: none when the case passes."""
    if "parse_errors" in expect:
        first, found = expect["parse_errors"][0], (got.get("parse_errors") or [{}])[0]
        return [] if (found.get("line"), found.get("id")) == (first["line"], first["id"]) else ["parse"]
    if "crash" in got or "parse_errors" in got:
        return ["ran"]
    checks = {"text": same_text(_lines(expect["text"]), _lines(got["text"])), "errors": _same_errors(expect, got)}
    if "warning" in expect or got["warning"] or "information" in expect:
        checks["streams"] = len(expect.get("warning", [])) == len(got["warning"]) and same(
            expect.get("information", []), got["information"]
        )
    if "requests" in expect:
        want, sent = expect["requests"], got["requests"]
        checks["requests"] = len(want) == len(sent) and all(map(_same_request, want, sent))
    if "files" in expect:
        want = expect["files"]
        checks["files"] = want.keys() == got["files"].keys() and all(
            text in (ANY, got["files"][name]) for name, text in want.items()
        )
    return [name for name, passed in checks.items() if not passed]


def _same_errors(expect: Case, got: Case) -> bool:
    want, found = _errors(expect.get("errors", [])), _errors(got["errors"])
    ends, ended = _error(expect.get("terminating")), _error(got.get("terminating"))
    if "requests" in expect:
        return _kinds(want) == _kinds(found) and _kind(ends) == _kind(ended)
    if not same(want, found) or (ends is None) != (ended is None) or not same(ends, ended):
        return False
    return "error_ids" not in expect or same(expect["error_ids"], got.get("error_ids", []))


def _error(record: Case | None) -> Error:
    return [record.get("id") or "", record.get("category") or ""] if record else None


def _errors(records: list[Case]) -> list[Error]:
    return [_error(record) for record in records]


def _kind(error: Error) -> str | None:
    if error is None:
        return None
    name = error[0].split(",")[0]
    return name if name in ENGINE else "own"


def _kinds(errors: list[Error]) -> list[str | None]:
    """The kinds in order; PSOpenAI tells some faults twice, which we do not repeat."""
    kinds = [_kind(error) for error in errors]
    return [kind for i, kind in enumerate(kinds) if i == 0 or kind != kinds[i - 1]]


def _same_request(want: Case, got: Case) -> bool:
    if (want["method"], want["path"]) != (got["method"], got["path"]) or not same(want["query"], got["query"]):
        return False
    for name in set(want["headers"]) | {name for name in got["headers"] if name in SENT}:
        if name == "accept" or name.startswith("x-stainless") or (name == "content-type" and want["body"] is None):
            continue
        a, b = want["headers"].get(name), got["headers"].get(name)
        if name == "content-type" and a and b:
            a, b = a.split(";")[0].strip(), b.split(";")[0].strip()
        if a is None or b is None or not same_text(a, b):
            return False
    return _same_body(want["body"], got["body"])


def _same_body(want: Any, got: Any) -> bool:
    if not (isinstance(want, dict) and isinstance(got, dict) and "parts" in want and "parts" in got):
        return same(want, got)

    def place(part: Case) -> tuple[str, str, str]:
        return part.get("name") or "", part.get("text") or "", part.get("sha256") or ""

    pairs = list(zip(sorted(want["parts"], key=place), sorted(got["parts"], key=place), strict=False))
    return len(want["parts"]) == len(got["parts"]) and all(_same_part(a, b) for a, b in pairs)


def _same_part(want: Case, got: Case) -> bool:
    if want.get("name") != got.get("name") or not same(want.get("filename") or None, got.get("filename") or None):
        return False
    if "text" not in want:
        return bool(want["sha256"] == got["sha256"])
    try:
        return same(
            *([json.loads(line) for line in t.split("\n") if line.strip()] for t in (want["text"], got["text"]))
        )
    except (ValueError, KeyError):
        return same_text(want["text"], got.get("text") or "")
