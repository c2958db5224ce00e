"""Decisions, and checks of where a file is from; the answers depend on the request alone."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any

from .errors import ApiFailure, missing
from .messages import Reply, Request, json_reply

KINDS = ("predicate", "choice", "score")
_LARGEST = 128  # pictures of a request


def decide(request: Request) -> Reply:
    """POST /decisions: an answer for each question, in their order."""
    body = request.json_object
    for name in ("model", "questions", "input"):
        if not body.get(name):
            raise missing(name)
    shown = json.dumps(body["input"], ensure_ascii=False)
    answers = [_answer(question, shown, place) for place, question in enumerate(body["questions"])]
    asked = len(shown) // 4 + sum(len(str(question)) // 4 for question in body["questions"])
    usage = {"input_tokens": asked, "output_tokens": len(answers), "total_tokens": asked + len(answers)}
    return json_reply({"model": body["model"], "answers": answers, "usage": usage})


def _answer(question: dict[str, Any], shown: str, place: int) -> dict[str, Any]:
    kind, name = question.get("type"), question.get("name")
    if kind not in KINDS:
        known = ", ".join(f"'{known}'" for known in KINDS)
        raise ApiFailure(
            400, f"Invalid value: '{kind}'. Supported values are: {known}.", param=f"questions[{place}].type"
        )
    seed = hashlib.sha256(f"{shown}{question['instructions']}".encode()).digest()
    if kind == "predicate":
        return {"type": kind, "name": name, "probability": round(seed[0] / 255, 3)}
    options = question["choices" if kind == "choice" else "levels"]
    if len(options) < (2 if kind == "choice" else 1):
        raise ApiFailure(400, f"questions[{place}] has too few options.", param=f"questions[{place}]")
    weights = [1 + seed[at % len(seed)] for at in range(len(options))]
    shares = [round(weight / sum(weights), 3) for weight in weights]
    best = shares.index(max(shares))
    if kind == "choice":
        found = [
            {"value": option["value"], "probability": share} for option, share in zip(options, shares, strict=True)
        ]
        return {
            "type": kind,
            "name": name,
            "choice": options[best]["value"],
            "confidence": max(shares),
            "probabilities": found,
        }
    levels = [{"label": option["label"], "probability": share} for option, share in zip(options, shares, strict=True)]
    score = round(sum(at * share for at, share in enumerate(shares)), 3)
    return {"type": kind, "name": name, "score": score, "confidence": max(shares), "probabilities": levels}


def check_provenance(request: Request) -> Reply:
    """POST /content_provenance_checks: a file whose bytes say c2pa or synthid bears that mark."""
    file = request.part("file")
    if file is None or file.path is None:
        raise missing("file")
    content = file.path.read_bytes().lower()
    kinds = ("synthid",) if (file.content_type or "").startswith("audio/") else ("c2pa", "synthid")
    results = [{"type": kind, "outcome": "detected" if kind.encode() in content else "not_detected"} for kind in kinds]
    return json_reply({"object": "content_provenance_check", "created_at": int(time.time()), "results": results})
