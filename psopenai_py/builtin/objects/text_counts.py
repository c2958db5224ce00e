"""Lines, words and characters of texts."""

from __future__ import annotations


class TextCounts:
    """Counts over all texts added."""

    __slots__ = ("characters", "lines", "words")

    def __init__(self) -> None:
        self.lines = self.words = self.characters = 0

    def add(self, text: str, ignore_white_space: bool = False) -> None:
        """A line feed at the very end begins no line of its own. A character is a UTF-16 unit."""
        words = text.split()
        self.words += len(words)
        self.lines += text.count("\n") + (1 if text and not text.endswith("\n") else 0)
        counted = "".join(words) if ignore_white_space else text
        self.characters += len(counted) + sum(char > "\uffff" for char in counted)
