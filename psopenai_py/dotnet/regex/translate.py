"""Translate the syntax of .NET's regular expressions into that of Python's `re` and `regex`."""

from __future__ import annotations

import re

from ...dataclass import dataclass, field

_GROUP_NAME = re.compile(r"\(\?(?:<([^\W\d]\w*|[1-9]\d*)>|'([^\W\d]\w*|[1-9]\d*)')")
_REFERENCE = re.compile(r"\\k(?:<(\w+)>|'(\w+)')")
_QUANTIFIER = re.compile(r"\{\d+(?:,\d*)?\}")
_PROPERTY = re.compile(r"\\([pP])\{(\w+)\}")
_INLINE = re.compile(r"\(\?([imnsx]*)(?:-([imnsx]+))?([:)])")
_BLOCKS = {
    "IsCyrillic": "\\u0400-\\u04FF",
    "IsGreek": "\\u0370-\\u03FF",
    "IsGreekandCoptic": "\\u0370-\\u03FF",
    "IsHebrew": "\\u0590-\\u05FF",
    "IsArabic": "\\u0600-\\u06FF",
    "IsHiragana": "\\u3040-\\u309F",
    "IsKatakana": "\\u30A0-\\u30FF",
    "IsCJKUnifiedIdeographs": "\\u4E00-\\u9FFF",
    "IsHangulSyllables": "\\uAC00-\\uD7AF",
    "IsBasicLatin": "\\u0000-\\u007F",
    "IsLatin-1Supplement": "\\u0080-\\u00FF",
}
_NUMBERED = re.compile(r"\\([1-9]\d*)")
_ANCHORS = ("^", "$", "\\A", "\\Z", "\\b", "\\B")
_PIECE = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|\((?:\?(?:<?[=!]|[:>]))?|\{\d+\}|.", re.DOTALL)
_BEFORE_PLAIN_DASH = frozenset(("[", "^", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S"))  # in a set, no range follows these
_SET_SIGNS = "[&-~|"  # in Python these can start a set operation
_SIMPLE = re.compile(r"(?:(?!(?:[\^$]|\\[bB])[*+?])(?:[^\\\[({]|\\[wWdDsSbB.\-/\\$^*+?()\[\]{}|tnr]|\((?!\?)))*")


@dataclass(slots=True)
class Translation:
    """The translated pattern, the names of its groups (None if unnamed), and whether it needs `regex`."""

    text: str = ""
    groups: list[str | None] = field(default_factory=list)
    needs_regex: bool = False

    def _unique(self) -> list[str]:
        return list(dict.fromkeys(name for name in self.groups if name is not None))

    def numbering(self) -> list[int | str]:
        """For each .NET group number the argument of Python's ``match.group``; 0 is the whole match."""
        unnamed = [at + 1 for at, name in enumerate(self.groups) if name is None]
        return [0, *unnamed, *(python_name(name) for name in self._unique())]

    def net_names(self) -> list[str]:
        """For each .NET group number the name of the group: the number itself if it is unnamed."""
        unnamed = sum(name is None for name in self.groups)
        return [*map(str, range(unnamed + 1)), *self._unique()]


def python_name(name: str) -> str:
    """A group name that Python accepts."""
    return f"_n{name}" if name.isdigit() else name


def translate(pattern: str, explicit_capture: bool = False, ignore_whitespace: bool = False) -> Translation:
    """Translate a whole pattern. Errors in it are left for Python's compiler to find.

    ``needs_regex`` is set for what only `regex` supports: properties, ``\\G``, atomic and conditional groups, a name
    given twice, look-behinds of varying width, references to later groups, repeated anchors.
    """
    if not explicit_capture and not ignore_whitespace and _is_simple(pattern):
        return Translation(pattern, [None] * _plain_groups(pattern))
    return _Translator(pattern, explicit_capture, ignore_whitespace).run()


def _is_simple(pattern: str) -> bool:
    """Whether the pattern means the same in Python: no extensions, no sets, no repeated anchors."""
    return _SIMPLE.fullmatch(pattern) is not None


def _has_fixed_width(pattern: str, at: int) -> bool:
    """Whether a look-behind (``at`` is the position after ``(?<=``) always matches the same number of characters.

    Alternatives and references count as varying.
    """
    depth = 0
    for found in _PIECE.finditer(pattern, at):
        piece = found.group()
        if piece[0] == "(":
            depth += 1
        elif piece == ")":
            if depth == 0:
                return True
            depth -= 1
        elif piece in ("*", "+", "?", "|", "{") or (piece[0] == "\\" and piece[1] in "123456789k"):
            return False
    return True


def _names(pattern: str) -> set[str]:
    """The names of all groups in a pattern."""
    return {found.group(1) or found.group(2) for found in _GROUP_NAME.finditer(pattern)}


def _plain_groups(pattern: str) -> int:
    return len(re.findall(r"(?<!\\)(?:\\\\)*\(", pattern))


class _Translator:
    def __init__(self, pattern: str, explicit_capture: bool, ignore_whitespace: bool) -> None:
        self.pattern = pattern
        self.at = 0
        self.explicit = explicit_capture
        self.verbose = ignore_whitespace
        self.out: list[str] = []
        self.made = Translation()

    def run(self) -> Translation:
        while self.at < len(self.pattern):
            self.step()
        self.made.text = "".join(self.out)
        return self.made

    def step(self) -> None:
        char = self.pattern[self.at]
        if char == "\\":
            self.escape(in_set=False)
        elif char == "[":
            self.set()
        elif char == "(":
            self.group()
        elif char == "{":
            found = _QUANTIFIER.match(self.pattern, self.at)
            if found:
                self.check_repeated()
            self.take(found.end() - self.at if found else 1, found.group() if found else "\\{")
        elif char in "*+?":
            self.check_repeated()
            self.take(1, char)
        elif char == "}":
            self.take(1, "\\}")
        elif self.verbose and char.isspace():
            self.at += 1
        elif self.verbose and char == "#":
            end = self.pattern.find("\n", self.at)
            self.at = len(self.pattern) if end < 0 else end + 1
        else:
            self.take(1, char)

    def check_repeated(self) -> None:
        """.NET allows a quantifier after an anchor; the standard module does not."""
        if self.out and self.out[-1] in _ANCHORS:
            self.made.needs_regex = True

    def take(self, length: int, text: str) -> None:
        self.at += length
        self.out.append(text)

    def escape(self, in_set: bool) -> None:
        rest = self.pattern[self.at : self.at + 2]
        if found := _PROPERTY.match(self.pattern, self.at):
            self.property(found, in_set)
        elif found := _REFERENCE.match(self.pattern, self.at):
            self.reference(found)
        elif rest == "\\z":
            self.take(2, "\\Z")
        elif rest == "\\Z":
            self.take(2, "(?=\\n?\\Z)")
        elif rest == "\\e":
            self.take(2, "\\x1b")
        elif rest == "\\c" and self.at + 2 < len(self.pattern):
            self.take(3, f"\\x{ord(self.pattern[self.at + 2].upper()) & 31:02x}")
        elif rest == "\\G":
            self.made.needs_regex = True
            self.take(2, "\\G")
        elif rest in ("\\'", '\\"', "\\`", "\\_", "\\ ", "\\#"):
            self.take(2, re.escape(rest[1]))
        else:
            number = None if in_set else _NUMBERED.match(self.pattern, self.at)
            if number and int(number.group(1)) > len(self.made.groups):
                self.made.needs_regex = True
            self.take(2, rest)

    def reference(self, found: re.Match[str]) -> None:
        """``\\k<name>`` or ``\\k<1>``; the group may also come later, which only `regex` allows."""
        name = found.group(1) or found.group(2)
        named = name in self.made.groups
        if not named and name in _names(self.pattern):
            named = self.made.needs_regex = True
        if named or not name.isdigit():
            self.take(len(found.group()), f"(?P={python_name(name)})")
            return
        if int(name) > len(self.made.groups):
            self.made.needs_regex = True
        self.take(len(found.group()), f"(?:\\{name})")

    def property(self, found: re.Match[str], in_set: bool) -> None:
        block = _BLOCKS.get(found.group(2))
        if block is None:
            self.made.needs_regex = True
            self.take(len(found.group()), found.group())
        else:
            negated = "^" if found.group(1) == "P" else ""
            self.take(len(found.group()), block if in_set and not negated else f"[{negated}{block}]")

    def set(self) -> None:
        self.take(1, "[")
        if self.pattern.startswith("^", self.at):
            self.take(1, "^")
        if self.pattern.startswith("]", self.at):
            self.take(1, "\\]")
        while self.at < len(self.pattern):
            char = self.pattern[self.at]
            if char == "]":
                self.take(1, "]")
                return
            if char == "\\":
                self.escape(in_set=True)
            elif self.pattern.startswith("-[", self.at):
                self.subtract()
                return
            elif (
                char == "-"
                and self.out[-1] not in _BEFORE_PLAIN_DASH
                and self.pattern[self.at + 1 : self.at + 2] != "]"
            ):
                self.take(1, "-")
                if self.pattern[self.at : self.at + 1] in _SET_SIGNS:  # the end of the range
                    self.take(1, "\\" + self.pattern[self.at])
            else:
                self.take(1, "\\" + char if char in _SET_SIGNS else char)

    def subtract(self) -> None:
        """``[a-z-[aeiou]]``: a set minus another, written as a negative look-ahead before the set."""
        start = len(self.out) - 1 - self.out[::-1].index("[")
        self.at += 1
        inner_from = len(self.out)
        self.set()
        inner = "".join(self.out[inner_from:])
        outer = "".join(self.out[start:inner_from]) + "]"
        del self.out[start:]
        self.out.append(f"(?:(?!{inner}){outer})")
        if self.pattern.startswith("]", self.at):
            self.at += 1

    def group(self) -> None:
        named = _GROUP_NAME.match(self.pattern, self.at)
        if named:
            name = named.group(1) or named.group(2)
            self.made.needs_regex = self.made.needs_regex or name in self.made.groups
            self.made.groups.append(name)
            self.take(len(named.group()), f"(?P<{python_name(name)}>")
        elif not self.pattern.startswith("(?", self.at):
            if self.explicit:
                self.take(1, "(?:")
            else:
                self.made.groups.append(None)
                self.take(1, "(")
        elif inline := _INLINE.match(self.pattern, self.at):
            self.inline(inline)
        elif self.pattern.startswith("(?#", self.at):
            self.comment()
        else:
            if self.pattern.startswith(("(?>", "(?("), self.at) or (
                self.pattern.startswith(("(?<=", "(?<!"), self.at)
                and not _has_fixed_width(self.pattern, self.at + len("(?<="))
            ):
                self.made.needs_regex = True
            self.take(2, "(?")

    def comment(self) -> None:
        """``(?#...)``, also where ``#`` alone starts a comment."""
        end = self.pattern.find(")", self.at)
        if end < 0:
            self.take(len(self.pattern) - self.at, "(?#")
        else:
            self.at = end + 1

    def inline(self, found: re.Match[str]) -> None:
        """Options inside the pattern. Python has them for a whole group or at the start."""
        on, off, end = found.group(1), found.group(2) or "", found.group(3)
        self.explicit = (self.explicit or "n" in on) and "n" not in off
        self.verbose = (self.verbose or "x" in on) and "x" not in off
        on, off = (re.sub("[nx]", "", part) for part in (on, off))
        self.at = found.end()
        switches = on + (f"-{off}" if off else "")
        if end == ":":
            self.out.append(f"(?{switches}:")
        elif switches and not self.out and not off:
            self.out.append(f"(?{switches})")
        elif switches:
            self.rest_of_group(switches)

    def rest_of_group(self, switches: str) -> None:
        """``(?i)`` in the middle applies until the enclosing group ends."""
        self.out.append(f"(?{switches}:")
        depth = 0
        while self.at < len(self.pattern):
            char = self.pattern[self.at]
            if char == ")" and depth == 0:
                break
            depth += (char == "(" and not _closed_inline(self.pattern, self.at)) - (char == ")")
            self.step()
        self.out.append(")")


def _closed_inline(pattern: str, at: int) -> bool:
    """Whether options such as ``(?i)``, without a group, are at this position."""
    found = _INLINE.match(pattern, at)
    return found is not None and found.group(3) == ")"
