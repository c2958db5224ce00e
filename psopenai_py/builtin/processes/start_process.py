from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import IO, Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateSet
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.system.process import Child, Process, split_words
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import is_readable
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text


@cmdlet(
    "Start-Process",
    default_set="Default",
    outputs="System.Diagnostics.Process",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.StartProcessCommand",
)
class StartProcess(Cmdlet):
    """Start a program, and go on while it runs; with -Wait only when it has ended.

    The words of -ArgumentList are joined and split again at blanks; quote a word with blanks: '"my file.txt"'.
    """

    file_path = Param("string", mandatory=True, position=0, aliases=("PSPath", "Path"), help="The program.")
    argument_list = Param("string[]", position=1, aliases=("Args",), help="Its arguments.", allow_empty_collection=True)
    working_directory = Param("string", help="The folder to run in.")
    pass_thru = Param("switch", help="Return the process.")
    wait = Param("switch", help="Wait until it has ended.")
    no_new_window = Param("switch", aliases=("nnw",), help="Accepted for compatibility; it always uses this terminal.")
    redirect_standard_input = Param("string", aliases=("RSI",), help="A file with its input.")
    redirect_standard_output = Param("string", aliases=("RSO",), help="The file that takes its output.")
    redirect_standard_error = Param("string", aliases=("RSE",), help="The file that takes its error output.")
    environment = Param("System.Collections.IDictionary", help="Variables for its environment; $null removes one.")
    use_new_environment = Param("switch", help="Accepted for compatibility.")
    window_style = Param(
        "string",
        validators=(ValidateSet(("Normal", "Hidden", "Minimized", "Maximized")),),
        help="On Windows: accepted for compatibility.",
    )
    verb = Param("string", help="On Windows: accepted for compatibility.")
    credential = Param("object", help="Accepted for compatibility.")
    load_user_profile = Param("switch", aliases=("Lup",), help="Accepted for compatibility.")
    examples = (Example("(Start-Process true -Wait -PassThru).ExitCode", "The exit code.", result="0"),)
    remarks = "-Verb and -WindowStyle are an error, as in PowerShell outside of Windows."

    def process(self) -> Iterator[Process]:
        name = to_text(self.file_path)
        self._refuse_windows_only()
        if not self._fits() or not self.should_process(name):
            return
        words = [self._program(name), *split_words(" ".join(map(to_text, self.argument_list or ())))]
        files: list[IO[bytes]] = []
        try:
            child = Child(
                words,
                cwd=self.session.path(to_text(self.working_directory)) if self.working_directory else self.session.here,
                env=self._environment(),
                stdin=self._file(self.redirect_standard_input, "rb", files),
                stdout=self._file(self.redirect_standard_output, "wb", files),
                stderr=self._file(self.redirect_standard_error, "wb", files),
            )
        except OSError as error:
            raise self.stop_with(
                "InvalidOperationException",
                f"{name} cannot be started: {error.strerror}"
                + (f": {error.filename}." if error.filename and error.filename != words[0] else "."),
                "InvalidOperation",
                None,
                "System.InvalidOperationException",
            ) from error
        finally:
            for file in files:
                file.close()
        made = Process(child.pid, None, child)
        if self.wait:
            while not made.has_ended:
                self.session.sleep(0.01)
        if self.pass_thru:
            yield made

    def _refuse_windows_only(self) -> None:
        style = to_text(self.window_style or "Normal").lower()
        for parameter, given in (("Verb", bool(self.verb)), ("WindowStyle", style != "normal")):
            if given and os.name != "nt":
                name = "NotSupportedException"
                text = f"-{parameter} of Start-Process works on Windows only."
                raise self.stop_with(name, text, "NotImplemented", None, f"System.{name}")

    def _fits(self) -> bool:
        """Whether the folder and the files will do; the first that does not is an error."""
        path = self.session.path
        folder, source, output, errors = (
            path(to_text(each)) if each else ""
            for each in (
                self.working_directory,
                self.redirect_standard_input,
                self.redirect_standard_output,
                self.redirect_standard_error,
            )
        )
        if folder and not os.path.isdir(folder):
            return self._unfit("System.IO.DirectoryNotFoundException", f"There is no folder {folder}.")
        if source and not is_readable(source):
            return self._unfit("System.IO.FileNotFoundException", f"There is no file {source}.")
        files = [file for file in (source, output, errors) if file]
        if len(set(files)) < len(files):
            text = "Input, output and errors need a file each; two of them name the same."
            return self._unfit("System.InvalidOperationException", text)
        return True

    def _unfit(self, exception: str, text: str) -> bool:
        self.fail(exception.rpartition(".")[2], text, "InvalidOperation", None, exception)
        return False

    def _program(self, name: str) -> str:
        if "/" in name or "\\" in name:
            return self.session.path(name)
        return shutil.which(name, path=self.session.environ.get("PATH")) or name

    def _environment(self) -> dict[str, str]:
        made = dict(self.session.environ)
        given = unwrap(self.environment)
        for key, value in given.items() if isinstance(given, NetDictionary) else ():
            if value is None:
                made.pop(to_text(key), None)
            else:
                made[to_text(key)] = to_text(value)
        return made

    def _file(self, name: Any, mode: str, files: list[IO[bytes]]) -> IO[bytes] | None:
        if name is None:
            return None
        made: IO[bytes] = open(self.session.path(to_text(name)), mode)  # noqa: SIM115 (closed by the caller)
        files.append(made)
        return made
