"""Ours beside the other ways to the same results: `python -m benchmarks.peers`.

On one server, over http and https: curl, httpx, httpx with json, the openai package, batchwizard, openai-batch; on the
downloaded file jq and DuckDB; and ours by every door. curl, jq and DuckDB are yardsticks: they do less.

The tools are installed into environments of their own, in ``.bench/``; ours as its users install it, not editable. Each
task is run by all tools in turn, several times, so that what else the machine does hits all alike; the median counts.
Files are in memory where the system has ``/dev/shm``. The results go to ``benchmarks/RESULTS.md`` and ``results.svg``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .measure import Measured, run
from .report import write

HERE = Path(__file__).parent
MB = 1_000_000
SIZES = (10, 100, 300, 1000)
MANY, WAITING = 1000, 1000
PACKAGES = ("httpx", "openai", "batchwizard", "openai-batch", "duckdb")

SERVER = """
import ssl, sys
from psopenai_py.emulator import Emulator, output_line
certificate, sizes, many = sys.argv[1], [int(size) for size in sys.argv[2].split(",") if size], int(sys.argv[3])
tls = None
if certificate:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, certificate.replace("cert.pem", "key.pem"))
with Emulator(open=True, tls=tls) as service:
    print(service.url)
    for size in sizes:
        batch = service.seed_large(size)
        print(batch["id"], batch["output_file_id"])
    for number in range(many):
        print(service.add_batch([output_line(f"item-{i}") for i in range(3)])["id"])
    print("ready", flush=True)
    sys.stdin.read()
"""

#: programs of the peers' Python; their arguments are the id of the batch, of its file, and a place to write to
HTTPX = """
import os, sys, httpx
url = f"{os.environ['OPENAI_BASE_URL']}/files/{sys.argv[2]}/content"
with httpx.Client() as client, client.stream("GET", url) as answer, open(sys.argv[3], "wb") as file:
    for chunk in answer.iter_bytes():
        file.write(chunk)
"""
HTTPX_JSON = """
import json, os, sys, httpx
url = f"{os.environ['OPENAI_BASE_URL']}/files/{sys.argv[2]}/content"
count = 0
with httpx.Client() as client, client.stream("GET", url) as answer:
    for line in answer.iter_lines():
        response = json.loads(line)["response"]
        count += %s
print(count)
"""
OPENAI = """
import sys, openai
with openai.OpenAI().files.with_streaming_response.content(sys.argv[2]) as answer:
    answer.stream_to_file(sys.argv[3])
"""
OPENAI_JSON = """
import json, sys, openai
count = 0
with openai.OpenAI().files.with_streaming_response.content(sys.argv[2]) as answer:
    for line in answer.iter_lines():
        response = json.loads(line)["response"]
        count += %s
print(count)
"""
OPENAI_BATCH = """
import os, sys
from openai_batch.batch import Batch
from openai_batch.providers import Provider
provider = Provider(name="bench", base_url=os.environ["OPENAI_BASE_URL"], api_key_env_var="OPENAI_API_KEY")
provider.api_key = "key"
Batch(batch_id=sys.argv[1], output_file=sys.argv[3], provider=provider).download()
"""
HTTPX_MANY = """
import os, sys, httpx
base = os.environ["OPENAI_BASE_URL"]
with httpx.Client() as client:
    for batch in sys.stdin.read().split():
        file = client.get(f"{base}/batches/{batch}").json()["output_file_id"]
        sys.stdout.write(client.get(f"{base}/files/{file}/content").text)
"""
OPENAI_MANY = """
import sys, openai
client = openai.OpenAI()
for batch in sys.stdin.read().split():
    sys.stdout.write(client.files.content(client.batches.retrieve(batch).output_file_id).text)
"""
DUCKDB = """
import sys, duckdb
lines = f"read_json('{sys.argv[3]}', format='newline_delimited', maximum_object_size=100000000)"
print(duckdb.sql(f"select %s from {lines}").fetchall())
"""
OURS = """
import sys
from psopenai_py import get_batch_output
count = 0
for item in get_batch_output(sys.argv[1]):
    response = item.response
    count += %s
print(count)
"""
STATUS, TEXT = "response.status_code == 200", "len(response.body.choices[0].message.content)"
STATUS_JSON = 'response["status_code"] == 200'
TEXT_JSON = 'len(response["body"]["choices"][0]["message"]["content"])'

Command = Sequence[str]


@dataclass(frozen=True)
class Result:
    """One tool at one task: medians of wall-clock and processor seconds, and the most memory in MB."""

    task: str
    size: str
    tool: str
    seconds: float
    processor: float
    memory: float


class Bench:
    """The environments and the server of a run."""

    def __init__(self, ours: Path, peers: Path, folder: Path, runs: int) -> None:
        self.psopenai, self.python = str(ours / "bin" / "psopenai"), str(ours / "bin" / "python")
        self.peer = str(peers / "bin" / "python")
        self.batchwizard = str(peers / "bin" / "batchwizard")
        self.folder, self.runs = folder, runs
        self.results: list[Result] = []

    def compare(
        self, task: str, size: str, tools: dict[str, Command], env: dict[str, str], stdin: bytes | None = None
    ) -> None:
        """Run the task by all tools in turn and note the medians."""
        found: dict[str, list[Measured]] = {tool: [] for tool in tools}
        for _ in range(self.runs):
            for tool, command in tools.items():
                found[tool].append(run(command, env=env, stdin=stdin, cwd=str(self.folder)))
        for tool, all_ in found.items():
            result = Result(
                task,
                size,
                tool,
                median(m.seconds for m in all_),
                median(m.processor for m in all_),
                max(m.megabytes for m in all_),
            )
            self.results.append(result)
            print(f"{task:34} {size:>7} {tool:22} {result.seconds:7.2f} s  {result.processor:7.2f} s processor  "
                  f"{result.memory:6.0f} MB", flush=True)  # fmt: skip

    def program(self, text: str, *words: str) -> Command:
        return [self.peer, "-c", text, *words]

    def files(self, env: dict[str, str], batch: str, file: str, size: str, kind: str) -> None:
        """The results into a file, and through a pipe."""
        out = str(self.folder / "out.jsonl")
        url = f"{env['OPENAI_BASE_URL']}/files/{file}/content"
        words = (batch, file, out)
        self.compare(f"into a file, {kind}", size, {
            "curl": ["curl", "-s", "-o", out, url],
            "httpx": self.program(HTTPX, *words),
            "openai": self.program(OPENAI, *words),
            "openai-batch": self.program(OPENAI_BATCH, *words),
            "batchwizard": [self.batchwizard, "download", batch, "--output-directory", str(self.folder / "wizard")],
            "psopenai": [self.psopenai, "Get-BatchOutput", batch, "-OutFile", out],
        }, env)  # fmt: skip
        self.compare(f"through a pipe, {kind}", size, {
            "curl": ["sh", "-c", f"curl -s {url} | cat > /dev/null"],
            "psopenai": ["sh", "-c", f"{self.psopenai} Get-BatchOutput {batch} | cat > /dev/null"],
        }, env)  # fmt: skip

    def objects(self, env: dict[str, str], batch: str, file: str, size: str) -> None:
        """Every result looked at: its status, its text, and as other formats."""
        out = str(self.folder / "out.jsonl")
        words = (batch, file, out)
        subprocess.run(["curl", "-s", "-o", out, f"{env['OPENAI_BASE_URL']}/files/{file}/content"], check=True, env={**os.environ, **env})  # fmt: skip  # noqa: E501
        jq = {"jq (on the file)": ["jq", "-c", "%s", out]} if shutil.which("jq") else {}
        for task, ours, json_, jq_, sql, script in (
            ("the status of each result", STATUS, STATUS_JSON, ".response.status_code == 200",
             "count(*) filter (response.status_code = 200)", "$_.response.status_code"),
            ("the text of each result", TEXT, TEXT_JSON, ".response.body.choices[0].message.content | length",
             "sum(length(response.body.choices[1].message.content))",
             "$_.response.body.choices[0].message.content.Length"),
        ):  # fmt: skip
            self.compare(task, size, {
                "httpx + json": self.program(HTTPX_JSON % json_, *words),
                "openai + json": self.program(OPENAI_JSON % json_, *words),
                "DuckDB (on the file)": self.program(DUCKDB % sql, *words),
                **{tool: [word.replace("%s", jq_) for word in command] for tool, command in jq.items()},
                "psopenai, Python": [self.python, "-c", OURS % ours, *words],
                "psopenai, script": [self.psopenai, "-Command",
                                     f"Get-BatchOutput {batch} | % {{ {script} }} | Group-Object | % Count"],
            }, env)  # fmt: skip
        get = f"Get-BatchOutput {batch}"
        self.compare("as another format", size, {
            "httpx + json": self.program(HTTPX_JSON % STATUS_JSON, *words),
            "psopenai, Csv": [self.psopenai, "Get-BatchOutput", batch, "-OutputFormat", "Csv"],
            "psopenai, Table": [self.psopenai, "Get-BatchOutput", batch, "-OutputFormat", "Table"],
            "psopenai, ConvertTo-Json": [self.psopenai, "-Command", f"{get} | % {{ $_ | ConvertTo-Json -Depth 9 }}"],
            "psopenai, in a variable": [self.psopenai, "-Command",
                                        f"$r = {get}; ($r | % {{ $_.response.status_code }}).Count"],
        }, env)  # fmt: skip

    def batches(self, env: dict[str, str], ids: list[str]) -> None:
        """Many small batches, and a wait for many."""
        stdin = "\n".join(ids).encode()
        self.compare(f"{len(ids)} small batches", "", {
            "httpx": self.program(HTTPX_MANY),
            "openai": self.program(OPENAI_MANY),
            "psopenai": [self.psopenai, "Get-BatchOutput"],
        }, env, stdin)  # fmt: skip
        self.compare(f"a wait for {len(ids)} batches", "", {"psopenai": [self.psopenai, "Wait-Batch"]}, env, stdin)

    def call(self, env: dict[str, str], batch: str, kind: str) -> None:
        """What one call costs, from the start of the program to its end."""
        get = "import os, httpx; httpx.get(os.environ['OPENAI_BASE_URL'] + '/batches/%s').json()" % batch  # noqa: UP031
        openai = f"import openai; openai.OpenAI().batches.retrieve('{batch}')"
        self.compare(f"start: one batch asked for, {kind}", "", {
            "python, httpx": self.program(get),
            "python, openai": self.program(openai),
            "psopenai": [self.psopenai, "Get-Batch", batch],
        }, env)  # fmt: skip

    def starts(self, env: dict[str, str]) -> None:
        """What a short command costs that makes no call."""
        words = {"COMP_WORDS": "psopenai Get-BatchOutput -", "COMP_CWORD": "2"}
        self.compare("start: others", "", {
            "python -c pass": [self.python, "-c", "pass"],
            "psopenai --version": [self.psopenai, "--version"],
            "psopenai -Command 1": [self.psopenai, "-Command", "1"],
        }, env)  # fmt: skip
        self.compare(
            "start: a Tab in bash",
            "",
            {"psopenai": [self.psopenai]},
            {**env, **words, "_PSOPENAI_COMPLETE": "bash_complete"},
        )

    def language(self) -> None:
        """What a script pays for a turn of a loop and for a call, in 100,000 of them."""
        loop = "for ($i = 0; $i -lt 100000; $i++) { %s }"
        for name, before, body in (
            ("a turn of a loop", "", "$x = $i"),
            ("a call of a function", "function f($a) { $a }; ", "$x = f $i"),
            ("a call with types", "function f([int]$a, [string]$b) { $b }; ", "$x = f $i -b x"),
            ("a static method", "", "$x = [math]::Max($i, 5)"),
        ):
            self.compare(
                f"100,000 times: {name}", "", {"psopenai": [self.psopenai, "-Command", before + loop % body]}, {}
            )


@contextmanager
def serving(certificate: str, sizes: list[int], many: int) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """The server in a process of its own: the environment to call it with, and what it has made."""
    words = [sys.executable, "-c", SERVER, certificate, ",".join(str(size * MB) for size in sizes), str(many)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        url, *made = [line.split() for line in iter(process.stdout.readline, "ready\n")]
        env = {"OPENAI_BASE_URL": url[0], "OPENAI_API_BASE": url[0], "OPENAI_API_KEY": "key"}
        if certificate:
            env |= dict.fromkeys(("SSL_CERT_FILE", "CURL_CA_BUNDLE"), certificate)
        try:
            yield env, made
        finally:
            process.stdin.close()


def certificate_in(folder: Path) -> str | None:
    """A certificate for this machine; None without openssl."""
    if shutil.which("openssl") is None:
        return None
    command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    command += " -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem"
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    return str(folder / "cert.pem")


def environment(folder: Path, *packages: str) -> Path:
    """A virtual environment with these packages, made if it is not there."""
    if not (folder / ".ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *packages], check=True)
        (folder / ".ready").touch()
    return folder


def main() -> None:
    root = HERE.parent
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="MB", help="sizes of the results")
    parser.add_argument("--runs", type=int, default=5, help="how often each tool does each task")
    parser.add_argument("--ours", type=Path, help="an environment that has psopenai, instead of a new one")
    parser.add_argument("--peers", type=Path, help="an environment that has the peers, instead of a new one")
    given = parser.parse_args()
    ours = given.ours or environment(root / ".bench" / "ours", str(root))
    peers = given.peers or environment(root / ".bench" / "peers", *PACKAGES)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as name:
        bench = Bench(ours, peers, Path(name), given.runs)
        certificate = certificate_in(bench.folder)
        for kind, pem in (("http", ""), *((("https", certificate),) if certificate else ())):
            with serving(pem, list(given.sizes), MANY if not pem else 0) as (env, made):
                for size, (batch, file) in zip(given.sizes, made, strict=False):
                    bench.files(env, batch, file, f"{size} MB", kind)
                    if not pem:
                        bench.objects(env, batch, file, f"{size} MB")
                if not pem:
                    bench.batches(env, [row[0] for row in made[len(given.sizes) :]])
                    bench.starts(env)
                bench.call(env, made[0][0], kind)
        bench.language()
    write(HERE, bench.results, peers, given.runs)


if __name__ == "__main__":
    main()
