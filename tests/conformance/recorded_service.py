"""The service that answered while the cases were recorded: fixed answers, asked for by ids inside the path.

``...w2...``: a batch that is in progress for two polls; ``...s404...``: always that error; ``...r429x2...``: two such
errors, then success; header ``x-oracle: page``: lists come in pages; a message ``call NAME {json}``: the model calls
that function.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ROUTES = [
    (method, re.compile("^" + re.sub(r"\\\{[^/]+?\\\}", "([^/]+)", re.escape(path)) + "$"), example)
    for method, path, example in json.loads(Path(__file__).with_name("examples.json").read_text("utf-8"))
]

CHAT = {
    "id": "chatcmpl-abc123",
    "object": "chat.completion",
    "created": 1713713704,
    "model": "gpt-4o-mini",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": "Hello! How can I help?", "refusal": None},
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": {"prompt_tokens": 9, "completion_tokens": 7, "total_tokens": 16},
    "system_fingerprint": "fp_1",
}
RESP = {
    "id": "resp_abc123",
    "object": "response",
    "created_at": 1741476542,
    "status": "completed",
    "error": None,
    "incomplete_details": None,
    "instructions": None,
    "max_output_tokens": None,
    "model": "gpt-4o-mini",
    "output": [
        {
            "type": "message",
            "id": "msg_1",
            "status": "completed",
            "role": "assistant",
            "content": [{"type": "output_text", "text": "In a peaceful grove.", "annotations": []}],
        }
    ],
    "parallel_tool_calls": True,
    "previous_response_id": None,
    "store": True,
    "temperature": 1.0,
    "text": {"format": {"type": "text"}},
    "tool_choice": "auto",
    "tools": [],
    "top_p": 1.0,
    "truncation": "disabled",
    "usage": {"input_tokens": 36, "output_tokens": 87, "total_tokens": 123},
    "user": None,
    "metadata": {},
}


def batch(i, status="completed"):
    return {
        "id": i,
        "object": "batch",
        "endpoint": "/v1/chat/completions",
        "errors": None,
        "input_file_id": "file-in123",
        "completion_window": "24h",
        "status": status,
        "output_file_id": "file-out123" if status == "completed" else None,
        "error_file_id": None,
        "created_at": 1711471533,
        "in_progress_at": 1711471538,
        "expires_at": 1711557933,
        "finalizing_at": 1711493133,
        "completed_at": 1711493163 if status == "completed" else None,
        "failed_at": None,
        "expired_at": None,
        "cancelling_at": None,
        "cancelled_at": None,
        "request_counts": {"total": 3, "completed": 2, "failed": 1},
        "metadata": {"k": "v"},
    }


OUT = [
    {
        "id": "batch_req_1",
        "custom_id": "item-2",
        "response": {"status_code": 200, "request_id": "r1", "body": CHAT},
        "error": None,
    },
    {
        "id": "batch_req_2",
        "custom_id": "item-3",
        "response": {"status_code": 200, "request_id": "r2", "body": RESP},
        "error": None,
    },
    {
        "id": "batch_req_3",
        "custom_id": "item-1",
        "response": {
            "status_code": 400,
            "request_id": "r3",
            "body": {"error": {"message": "bad", "type": "invalid_request_error", "param": None, "code": None}},
        },
        "error": None,
    },
    {
        "id": "batch_req_4",
        "custom_id": "é-日本語",
        "response": None,
        "error": {
            "code": "batch_expired",
            "message": "This request could not be executed before the completion window expired.",
        },
    },
]


def run(i, thread, status):
    return {
        "id": i,
        "object": "thread.run",
        "created_at": 1699075072,
        "assistant_id": "asst_abc123",
        "thread_id": thread,
        "status": status,
        "started_at": 1699075072,
        "expires_at": None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": 1699075073 if status == "completed" else None,
        "last_error": None,
        "model": "gpt-4o",
        "instructions": None,
        "incomplete_details": None,
        "tools": [{"type": "code_interpreter"}],
        "metadata": {},
        "usage": {"prompt_tokens": 123, "completion_tokens": 456, "total_tokens": 579},
        "temperature": 1.0,
        "top_p": 1.0,
        "max_prompt_tokens": 1000,
        "max_completion_tokens": 1000,
        "truncation_strategy": {"type": "auto", "last_messages": None},
        "response_format": "auto",
        "tool_choice": "auto",
        "parallel_tool_calls": True,
        "required_action": {
            "type": "submit_tool_outputs",
            "submit_tool_outputs": {
                "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]
            },
        }
        if status == "requires_action"
        else None,
    }


def vsfb(i, store, status):
    return {
        "id": i,
        "object": "vector_store.file_batch",
        "created_at": 1699061776,
        "vector_store_id": store,
        "status": status,
        "file_counts": {
            "in_progress": 1 if status == "in_progress" else 0,
            "completed": 1,
            "failed": 0,
            "cancelled": 0,
            "total": 2,
        },
    }


PNG64 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def fileobj(i="file-abc123"):
    return {
        "id": i,
        "object": "file",
        "bytes": 175,
        "created_at": 1613677385,
        "expires_at": None,
        "filename": "salesOverview.jsonl",
        "purpose": "batch",
        "status": "processed",
    }


OVER = [
    (
        "GET",
        r"^/batches$",
        lambda m, h: {
            "object": "list",
            "data": [batch("batch_abc123"), batch("batch_def456", "in_progress")],
            "first_id": "batch_abc123",
            "last_id": "batch_def456",
            "has_more": False,
        },
    ),
    ("POST", r"^/batches$", lambda m, h: batch("batch_abc123", "validating")),
    ("POST", r"^/batches/([^/]+)/cancel$", lambda m, h: batch(m.group(1), "cancelling")),
    ("GET", r"^/batches/([^/]+)$", lambda m, h: batch(m.group(1), poll(m.group(1)))),
    (
        "GET",
        r"^/files$",
        lambda m, h: {
            "object": "list",
            "data": [fileobj(), fileobj("file-def456")],
            "first_id": "file-abc123",
            "last_id": "file-def456",
            "has_more": False,
        },
    ),
    ("POST", r"^/files$", lambda m, h: fileobj()),
    ("GET", r"^/files/([^/]+)$", lambda m, h: fileobj(m.group(1))),
    ("GET", r"^/files/([^/]+)/content$", lambda m, h: "\n".join(json.dumps(o, ensure_ascii=False) for o in OUT) + "\n"),
    ("GET", r"^/containers/[^/]+/files/[^/]+/content$", lambda m, h: "container file content\n"),
    ("POST", r"^/chat/completions$", lambda m, h: CHAT),
    ("POST", r"^/responses$", lambda m, h: RESP),
    ("GET", r"^/responses/([^/]+)$", lambda m, h: dict(RESP, id=m.group(1))),
    (
        "POST",
        r"^/embeddings$",
        lambda m, h: {
            "object": "list",
            "data": [{"object": "embedding", "embedding": [0.0023064255, -0.009327292, 0.5], "index": 0}],
            "model": "text-embedding-3-small",
            "usage": {"prompt_tokens": 8, "total_tokens": 8},
        },
    ),
    ("POST", r"^/audio/speech$", lambda m, h: b"ID3\x04fakeaudio"),
    (
        "POST",
        r"^/images/(generations|edits|variations)$",
        lambda m, h: {
            "created": 1713833628,
            "data": [
                {
                    "b64_json": PNG64,
                    "url": f"http://127.0.0.1:{h.server.server_address[1]}/img/{i}.png",
                    "revised_prompt": "A red cube on a table.",
                }
                for i in (1, 2)
            ],
            "usage": {
                "total_tokens": 100,
                "input_tokens": 50,
                "output_tokens": 50,
                "input_tokens_details": {"text_tokens": 10, "image_tokens": 40},
            },
        },
    ),
    ("GET", r"^/img/\d\.png$", lambda m, h: base64.b64decode(PNG64)),
    ("GET", r"^/threads/([^/]+)/runs/([^/]+)$", lambda m, h: run(m.group(2), m.group(1), poll(m.group(2)))),
    (
        "GET",
        r"^/vector_stores/([^/]+)/file_batches/([^/]+)$",
        lambda m, h: vsfb(m.group(2), m.group(1), poll(m.group(2))),
    ),
    (
        "POST",
        r"^/vector_stores/([^/]+)/file_batches/([^/]+)/cancel$",
        lambda m, h: vsfb(m.group(2), m.group(1), "cancelled"),
    ),
    ("POST", r"^/threads/([^/]+)/runs/([^/]+)/cancel$", lambda m, h: run(m.group(2), m.group(1), "cancelling")),
    (
        "GET",
        r"^/videos/([^/]+)$",
        lambda m, h: {
            "id": m.group(1),
            "object": "video",
            "model": "sora-2",
            "status": {"in_progress": "in_progress"}.get(poll(m.group(1)), "completed"),
            "progress": 100,
            "created_at": 1712697600,
            "size": "1024x1792",
            "seconds": "8",
            "quality": "standard",
        },
    ),
    ("GET", r"^/videos/([^/]+)/content$", lambda m, h: b"\x00\x00\x00\x18ftypmp42"),
    ("DELETE", r"^/(?:[^/]+/)*([^/]+)$", lambda m, h: {"id": m.group(1), "object": "deleted", "deleted": True}),
]
OVER = [(a, re.compile(b), c) for a, b, c in OVER]
STATE, LOCK = {}, threading.Lock()
LOG = []  # the requests of the running case


def poll(i):
    m = re.search(r"w(\d)", i)
    if not m or not re.search(r"(batch|video|run|vsfb)_w", i):
        return (
            "in_progress"
            if "inprog" in i
            else "requires_action"
            if "reqact" in i
            else ("failed" if "failed" in i else ("expired" if "expired" in i else "completed"))
        )
    with LOCK:
        STATE[i] = STATE.get(i, 0) + 1
        return "in_progress" if STATE[i] <= int(m.group(1)) else "completed"


def parts(body, boundary):
    out = []
    for seg in body.split(b"--" + boundary)[1:-1]:
        seg = seg[2:] if seg.startswith(b"\r\n") else seg
        head, _, data = seg.partition(b"\r\n\r\n")
        data = data[:-2] if data.endswith(b"\r\n") else data
        hd = head.decode("utf-8", "replace")
        name = re.search(r'name="?([^";\r\n]*)"?', hd)
        fn = re.search(r'filename="?([^";\r\n]*)"?', hd)
        star = re.search(r"filename\*=utf-8''([^;\r\n]*)", hd, re.I)
        ct = re.search(r"Content-Type:\s*([^\r\n]+)", hd, re.I)
        p = {
            "name": name and name.group(1),
            "filename": unquote(star.group(1)) if star else fn and fn.group(1),
            "content_type": ct and ct.group(1),
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest()[:16],
        }
        if len(data) < 2000:
            with contextlib.suppress(UnicodeDecodeError):
                p["text"] = data.decode()
        out.append(p)
    return sorted(out, key=lambda p: (p["name"] or "", p.get("text") or ""))


def tool_call(path, j):
    if path == "/chat/completions":
        items, done = j.get("messages") or [], any(m.get("role") == "tool" for m in j.get("messages") or [])
    elif path == "/responses":
        items, done = (
            j.get("input") if isinstance(j.get("input"), list) else [{"content": j.get("input")}],
            any(
                isinstance(m, dict) and m.get("type") == "function_call_output"
                for m in (j.get("input") if isinstance(j.get("input"), list) else [])
            ),
        )
    else:
        return None
    calls = [
        (n, a)
        for n, a in re.findall(
            r"call ([\w-]+) (\{[^{}]*\})", " ".join(text_of(m) for m in items if isinstance(m, dict))
        )
    ]
    if not calls or done:
        return None
    if path == "/chat/completions":
        return dict(
            CHAT,
            choices=[
                {
                    "index": 0,
                    "message": {
                        "role": "assistant",
                        "content": None,
                        "refusal": None,
                        "tool_calls": [
                            {"id": f"call_{k}", "type": "function", "function": {"name": n, "arguments": a}}
                            for k, (n, a) in enumerate(calls, 1)
                        ],
                    },
                    "logprobs": None,
                    "finish_reason": "tool_calls",
                }
            ],
        )
    return dict(
        RESP,
        output=[
            {
                "type": "function_call",
                "id": f"fc_{k}",
                "call_id": f"call_{k}",
                "name": n,
                "arguments": a,
                "status": "completed",
            }
            for k, (n, a) in enumerate(calls, 1)
        ],
    )


def text_of(m):
    c = m.get("content")
    return c if isinstance(c, str) else " ".join(x.get("text", "") for x in c or [] if isinstance(x, dict))


class H(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *a):
        pass

    def reply(self, code, obj, ctype=None, extra=()):
        if isinstance(obj, bytes):
            data, ct = obj, "application/octet-stream"
        elif isinstance(obj, str):
            data, ct = obj.encode(), "application/octet-stream"
        else:
            data, ct = json.dumps(obj, ensure_ascii=False).encode(), "application/json"
        self.send_response(code)
        self.send_header("Content-Type", ctype or ct)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("x-request-id", "req_oracle")
        self.send_header("openai-processing-ms", "7")
        for k, v in extra:
            self.send_header(k, v)
        self.end_headers()
        self.wfile.write(data)

    def any(self):
        n = int(self.headers.get("Content-Length") or 0)
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            body = b""
            while True:
                size = int(self.rfile.readline().split(b";")[0], 16)
                if not size:
                    self.rfile.readline()
                    break
                body += self.rfile.read(size)
                self.rfile.readline()
        else:
            body = self.rfile.read(n) if n else b""
        u = urlsplit(self.path)
        ct = self.headers.get("Content-Type", "")
        b = None
        if body:
            if "multipart" in ct:
                b = {"parts": parts(body, re.search(r'boundary="?([^";]+)"?', ct).group(1).encode())}
            else:
                try:
                    b = {"json": json.loads(body)}
                except Exception:
                    b = {"text": body.decode("utf-8", "replace")[:4000]}
        keep = {
            k.lower(): v
            for k, v in self.headers.items()
            if k.lower()
            not in (
                "host",
                "content-length",
                "connection",
                "accept-encoding",
                "traceparent",
                "expect",
                "transfer-encoding",
            )
        }
        if "multipart" in ct:
            keep["content-type"] = "multipart/form-data"
        with LOCK:
            LOG.append(
                {
                    "method": self.command,
                    "path": u.path,
                    "query": sorted(parse_qsl(u.query, keep_blank_values=True)),
                    "headers": keep,
                    "body": b,
                }
            )
        text = self.path + (body.decode("utf-8", "replace")[:4000] if b and "json" in b else "")
        m = re.search(r"s(400|401|403|404|409|422|500|503)x?", text) if re.search(r"_s\d{3}", text) else None
        if m:
            c = int(m.group(1))
            return self.reply(
                c,
                {
                    "error": {
                        "message": f"oracle error {c}",
                        "type": "invalid_request_error",
                        "param": "id",
                        "code": f"code_{c}",
                    }
                },
            )
        m = re.search(r"_r(429|500|503)x(\d)", text)
        if m:
            with LOCK:
                key = m.group(0)
                STATE[key] = STATE.get(key, 0) + 1
                left = STATE[key] <= int(m.group(2))
            if left:
                return self.reply(
                    int(m.group(1)),
                    {"error": {"message": "oracle: slow down", "type": "rate_limit", "param": None, "code": None}},
                    extra=[("retry-after-ms", "1")],
                )
        path = re.sub(r"^/(openai/)?(v\d/)?", "/", u.path)
        path = re.sub(r"^/deployments/[^/]+", "", path)
        if isinstance(b, dict) and isinstance(b.get("json"), dict) and self.command == "POST":
            v = tool_call(path, b["json"])
            if v:
                return self.reply(200, v)
        if isinstance(b, dict) and isinstance(b.get("json"), dict) and b["json"].get("stream"):
            return self.sse(path)
        for meth, rx, fn in OVER:
            mm = rx.match(path)
            if meth == self.command and mm:
                v = fn(mm, self)
                q = dict(parse_qsl(u.query))
                if (
                    isinstance(v, dict)
                    and v.get("object") == "list"
                    and "has_more" in v
                    and self.command == "GET"
                    and "page" in (self.headers.get("x-oracle") or "")
                ):
                    v = dict(v, has_more="after" not in q)
                return self.reply(200, v)
        for meth, rx, ex in ROUTES:
            if meth == self.command and rx.match(path) and ex is not None:
                q = dict(parse_qsl(u.query))
                if (
                    isinstance(ex, dict)
                    and "has_more" in ex
                    and self.command == "GET"
                    and "page" in (self.headers.get("x-oracle") or "")
                ):
                    ex = dict(ex, has_more="after" not in q, last_id=ex.get("last_id") or "obj_last1")
                return self.reply(200, ex)
        self.reply(200, {"id": "obj_abc123", "object": "unknown", "created_at": 1711471533})
        return None

    def sse(self, path):
        if "responses" in path:
            ev = [
                (
                    "response.created",
                    {"type": "response.created", "response": dict(RESP, status="in_progress", output=[])},
                ),
                (
                    "response.output_text.delta",
                    {
                        "type": "response.output_text.delta",
                        "item_id": "msg_1",
                        "output_index": 0,
                        "content_index": 0,
                        "delta": "In a ",
                    },
                ),
                (
                    "response.output_text.delta",
                    {
                        "type": "response.output_text.delta",
                        "item_id": "msg_1",
                        "output_index": 0,
                        "content_index": 0,
                        "delta": "grove.",
                    },
                ),
                ("response.completed", {"type": "response.completed", "response": RESP}),
            ]
            data = "".join(f"event: {n}\ndata: {json.dumps(d)}\n\n" for n, d in ev)
        elif "chat" in path:
            ch = [{"role": "assistant", "content": ""}, {"content": "Hello"}, {"content": " world"}, {}]
            data = (
                "".join(
                    "data: "
                    + json.dumps(
                        {
                            "id": "chatcmpl-1",
                            "object": "chat.completion.chunk",
                            "created": 1713713704,
                            "model": "gpt-4o-mini",
                            "choices": [{"index": 0, "delta": d, "finish_reason": None if d else "stop"}],
                        }
                    )
                    + "\n\n"
                    for d in ch
                )
                + "data: [DONE]\n\n"
            )
        else:
            data = (
                "".join(
                    "data: "
                    + json.dumps(
                        {
                            "id": "cmpl-1",
                            "object": "text_completion",
                            "created": 1713713704,
                            "choices": [{"text": t, "index": 0, "logprobs": None, "finish_reason": None}],
                            "model": "x",
                        }
                    )
                    + "\n\n"
                    for t in ("Hel", "lo")
                )
                + "data: [DONE]\n\n"
            )
        self.reply(200, data.encode(), "text/event-stream")

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = any


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class RecordedService:
    """The service in a thread. ``begin`` starts a case; ``requests`` are those since then."""

    def __enter__(self) -> RecordedService:
        self._server = Server(("127.0.0.1", 0), H)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def begin(self) -> None:
        with LOCK:
            LOG.clear()
            STATE.clear()

    @property
    def requests(self) -> list[dict[str, Any]]:
        with LOCK:
            return list(LOG)
