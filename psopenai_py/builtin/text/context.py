"""Collects the lines before and after each match while lines arrive."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from .match_info import MatchInfo, MatchInfoContext


class ContextTracker:
    """``line`` takes each line with its match, if it has one, and returns the matches that are complete."""

    def __init__(self, before: int, after: int) -> None:
        self._after = after
        self._recent: deque[tuple[int, str]] = deque(maxlen=before)
        self._open: deque[MatchInfo] = deque()  # matches that still wait for lines after them, in order
        self._last: MatchInfoContext | None = None  # of the newest match
        self._shown = 0  # the number of the last line that a match shows already
        self._number = 0
        self.tracks = before > 0 or after > 0

    def line(self, text: str, match: MatchInfo | None) -> Iterator[MatchInfo]:
        if not self.tracks:
            if match is not None:
                yield match
            return
        self._number += 1
        self._add_after(text, shown=match is None)
        if match is not None:
            self._start(match)
        self._recent.append((self._number, text))
        while self._open and self._is_complete(self._open[0]):
            yield self._open.popleft()

    def end(self) -> Iterator[MatchInfo]:
        """The remaining matches at the end of the lines."""
        yield from self._open
        self._open.clear()

    def _add_after(self, text: str, shown: bool) -> None:
        for match in self._open:
            context = match.Context
            if context is not None and len(context.PostContext) < self._after:
                context.PostContext.append(text)
                if shown and context is self._last:
                    context.DisplayPostContext.append(text)
                    self._shown = self._number

    def _start(self, match: MatchInfo) -> None:
        match.Context = self._last = MatchInfoContext(
            PreContext=[text for _, text in self._recent],
            PostContext=[],
            DisplayPreContext=[text for number, text in self._recent if number > self._shown],
            DisplayPostContext=[],
        )
        self._shown = self._number
        self._open.append(match)

    def _is_complete(self, match: MatchInfo) -> bool:
        return match.Context is None or len(match.Context.PostContext) >= self._after
