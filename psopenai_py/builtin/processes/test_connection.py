from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.carriers import Int64
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text
from ..records import Record, net_record

_ANSWER = re.compile(r"time[=<]\s*([\d.]+)")


@net_record(
    "Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus",
    Ping="int", Source="string", Destination="string", Address="string", DisplayAddress="string", Latency="long",
    Status="string", BufferSize="int",
)  # fmt: skip
class PingStatus(Record):
    """One answer to a ping."""


@net_record(
    "Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus",
    Id="int", Source="string", Target="string", TargetAddress="string", Port="int", Latency="long", Connected="bool",
    Status="string",
)  # fmt: skip
class TcpStatus(Record):
    """One attempt to connect."""


@cmdlet(
    "Test-Connection",
    default_set="DefaultPing",
    outputs=("Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus", "System.Boolean"),
    error_name="Microsoft.PowerShell.Commands.TestConnectionCommand",
)
class TestConnection(Cmdlet):
    """Ask whether a machine answers: to a ping (with the program 'ping'), or at a TCP port."""

    target_name = Param(
        "string[]",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("ComputerName",),
        help="The machines.",
    )
    tcp_port = Param("int", set="TcpPort", mandatory=True, validators=(ValidateRange(0, 65535),), help="The port.")
    count = Param("int", default=4, validators=(ValidateRange(1, 2147483647),), help="How often.")
    delay = Param("int", default=1, validators=(ValidateRange(1, 2147483647),), help="The seconds between two pings.")
    timeout_seconds = Param("int", default=5, validators=(ValidateRange(0, 2147483647),), help="For an answer.")
    i_pv4 = Param("switch", name="IPv4", help="Use IPv4.")
    i_pv6 = Param("switch", name="IPv6", help="Use IPv6.")
    quiet = Param("switch", help="Return True or False only.")
    detailed = Param("switch", set="TcpPort", help="With -TcpPort: return an object.")
    resolve_destination = Param("switch", help="Accepted for compatibility.")
    examples = (Example("Test-Connection 127.0.0.1 -TcpPort 1 -TimeoutSeconds 1", "", result="False"),)
    remarks = (
        "A ping is sent by the program ping of this machine. There is no -Traceroute, -MtuSize, -Repeat, -MaxHops,"
        " -BufferSize, -DontFragment and -Source."
    )

    def process(self) -> Iterator[Any]:
        for target in map(to_text, self.target_name):
            address = self._address(target)
            if address is None:
                if self.quiet or self.set_name == "TcpPort":
                    yield False
                continue
            if self.set_name == "TcpPort":
                yield self._connect(target, address)
                continue
            answers = self._pings(target, address)
            if self.quiet:
                states = [answer.__dict__["Status"] for answer in answers]
                yield states == ["Success"] * len(states)
            else:
                yield from answers

    def _address(self, target: str) -> str | None:
        family = socket.AF_INET if self.i_pv4 else socket.AF_INET6 if self.i_pv6 else socket.AF_UNSPEC
        try:
            found = socket.getaddrinfo(target, None, family, socket.SOCK_STREAM)
        except OSError as error:
            if not self.quiet:
                text = f"Test-Connection to {target} failed: the name cannot be resolved ({error.strerror})."
                exception = "System.Net.NetworkInformation.PingException"
                self.fail("TestConnectionException", text, "ResourceUnavailable", target, exception)
            return None
        return str(found[0][4][0])

    def _connect(self, target: str, address: str) -> Any:
        started = time.monotonic()
        try:
            with socket.create_connection((address, self.tcp_port), self.timeout_seconds or None):
                status = "Success"
        except OSError as error:
            status = "TimedOut" if isinstance(error, TimeoutError) else "ConnectionRefused"
        if not self.detailed:
            return status == "Success"
        latency = Int64(round((time.monotonic() - started) * 1000))
        return TcpStatus(
            Id=1, Source=socket.gethostname(), Target=target, TargetAddress=address, Port=self.tcp_port,
            Latency=latency, Connected=status == "Success", Status=status,
        )  # fmt: skip

    def _pings(self, target: str, address: str) -> Iterator[PingStatus]:
        program = shutil.which("ping", path=self.session.environ.get("PATH"))
        if program is None:
            raise self.stop_with(
                "TestConnectionException",
                "There is no program 'ping' here; use -TcpPort to test a service.",
                "ResourceUnavailable",
                target,
                "System.PlatformNotSupportedException",
            )
        for number in range(1, self.count + 1):
            if number > 1:
                self.session.sleep(self.delay)
            command = [program, "-c", "1", "-W", str(self.timeout_seconds), address]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            found = _ANSWER.search(done.stdout)
            yield PingStatus(
                Ping=number,
                Source=socket.gethostname(),
                Destination=target,
                Address=address,
                DisplayAddress=address,
                Latency=Int64(round(float(found[1]))) if found else Int64(0),
                Status="Success" if done.returncode == 0 else "TimedOut",
                BufferSize=32,
            )
