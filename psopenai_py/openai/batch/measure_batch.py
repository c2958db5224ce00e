from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange
from ...dotnet.model.carriers import Int64
from ...dotnet.model.types import Value
from ...dotnet.time.timespan import TimeSpan
from ...engine.pipeline.cmdlet import Objects, Output
from ...engine.values.objects import PSObject, plain_data, unwrap
from ...errors import ExitCode
from ...http import ordered_prefetch
from ..body import to_plain
from ..local_files import local_file, put_file
from .batch import BatchFacts, BatchTarget, asked_batch, batch_id_param, batch_param
from .forms import ENDINGS, HTML_ENDINGS, OTHER_ENDINGS
from .measuring import BatchTally, PriceError, Prices, Tally, Usage, parse_prices, percentiles, read_prices
from .report import report
from .retrieval import LineBlock, Retrieval, Wanted

if TYPE_CHECKING:
    from ...http import Cancel

ACTIVITY = "Measuring batches"
TYPE_NAME = "PSOpenAI.Batch.Measure"
TICKS = 10_000_000  # of a TimeSpan, in a second


@cmdlet("Measure-Batch", outputs=TYPE_NAME, gives=Gives("one"))
class MeasureBatch(BatchTarget):
    """Add up what batches used, what they cost, how long they took and what went wrong.

    The results of all batches of the input are read, in flat memory, and make one object: requests, tokens by kind and
    model, percentiles of the tokens of a result, errors by code with an example of each. On a terminal it is a chart.
    What it cost comes from a table of prices that you give; none is shipped, since prices change.
    """

    batch = batch_param("The batch, as Get-Batch and Wait-Batch return it; this saves a request.")
    batch_id = batch_id_param("The id of the batch, such as batch_abc123.")
    price_table = Param(
        "object",
        aliases=("Prices",),
        help="What a million tokens of each model cost: @{ 'gpt-4o-mini' = @{ Input = 0.075; Output = 0.3 } }, JSON, "
        "or a CSV or JSON file with model, input, output and perhaps cached_input. Names may have wildcards.",
    )
    out_file = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        help="Write a report as one HTML file, which needs nothing from the network.",
    )
    follow_blob = Param("switch", help="Fetch results that a batch names by an address (output_blob on Azure).")
    throttle_limit = Param(
        "int",
        validators=(ValidateRange(1, 64),),
        default_text="1 in scripts, 16 in a shell",
        help="How many batches are fetched at the same time.",
    )

    reports_as = "Get-Batch"
    examples = (
        Example(
            "Measure-Batch batch_abc123",
            "Shows what a batch used and what went wrong.",
            result=(
                "Batches    1\n"
                "Requests   2: 1 succeeded, 1 failed\n"
                "Input      1 tokens, 0 of them cached\n"
                "Output     1 tokens, 0 of them reasoning\n"
                "Duration   00:00:00\n"
                "\n"
                "Models                                       Tokens\n"
                "gpt-4o-mini  ████████████████████████             2\n"
                "\n"
                "Tokens of a result       P50       P90       P95       P99       Max      Mean\n"
                "Input                      1         1         1         1         1       1.0\n"
                "Output                     1         1         1         1         1       1.0\n"
                "\n"
                "Errors                                                  Count\n"
                "invalid_request_error  ████████████████████████             1  b: Hello"
            ),
        ),
        Example(
            "(Measure-Batch batch_abc123 -PriceTable @{ '*' = @{ Input = 1; Output = 2 } }).Price",
            "Shows what it cost, by a price for all models.",
            result="0.000003",
        ),
        Example("Get-Batch -All | Measure-Batch -OutFile report.html", "Writes a report on all batches."),
    )
    failures = (
        Failure(
            "Measure-Batch batch_gone",
            "Measure-Batch: The service answered 404: No batch found with id 'batch_gone'.",
            "NotFoundException,Get-Batch",
        ),
    )
    remarks = "Nothing is charged. All results are downloaded, so a large batch takes as long as Get-BatchOutput."

    def begin(self) -> Output:
        self._check_form()
        self._prices = self._read_prices()
        self._targets: list[PSObject | str] = []
        self._tally = Tally()
        self._retrieval = Retrieval(self, wanted=Wanted(from_blobs=bool(self.follow_blob)))
        return None

    def _check_form(self) -> None:
        """Refuse a name of the report that promises another form."""
        ending = os.path.splitext(self.out_file or "")[1].lower()
        if ending in ENDINGS or (ending in OTHER_ENDINGS and ending not in HTML_ENDINGS):
            message = f"-OutFile: the report is HTML, and not {ending}; name a file that ends in .html."
            raise self.stop_with(
                "InvalidOutFile", message, "InvalidArgument", self.out_file, "System.ArgumentException", ExitCode.USAGE
            )

    def _read_prices(self) -> Prices | None:
        given = unwrap(self.price_table)
        if given is None:
            return None
        try:
            if not isinstance(given, str):
                return Prices(to_plain(self.price_table))
            if given.lstrip()[:1] in ("{", "["):
                return parse_prices(given)
            return read_prices(local_file(self, "PriceTable", given))
        except PriceError as error:
            message = f"-PriceTable: {error}."
            raise self.stop_with(
                "InvalidPriceTable", message, "InvalidData", None, "System.ArgumentException", ExitCode.USAGE
            ) from error

    def process(self) -> Output:
        for target in self.targets():
            if isinstance(target, PSObject):  # a batch of Restart-Batch: those that it follows were paid for, too
                self._targets += BatchFacts(target).follows
            self._targets.append(target)
        return None

    def end(self) -> Objects:
        if not self._targets:
            return
        self.config()  # found here, once: the threads that fetch must not use the session
        limit = min(self.throttle_limit or self.session.mode.read_ahead, len(self._targets))
        sources = (partial(self._results, target) for target in self._targets)
        size = _size
        for target, blocks in zip(
            self._targets, ordered_prefetch(sources, limit, size=size, enter=self.speak_through), strict=False
        ):
            with self.each_on_its_own(target), self._retrieval.naming(target, lambda: (None, 0)), self.faults():
                self._add(blocks)
        self.progress(ACTIVITY, done=True)
        if not self._tally.batches:  # errors have been written
            return
        measured = self._measured()
        if self.out_file is not None:
            put_file(self, self.out_file, report(plain_data(measured)).encode("utf-8", "replace"))
        else:
            yield measured

    def _results(self, target: PSObject | str, *, cancel: Cancel | None) -> Iterator[BatchTally | LineBlock]:
        """A batch, then its results."""
        data = plain_data(target) if isinstance(target, PSObject) else asked_batch(self, target)
        facts = BatchFacts(data)
        if isinstance(target, PSObject) and not facts.has_ended and facts.id:
            data = asked_batch(self, facts.id)  # the object may be out of date
            facts = BatchFacts(data)
        yield BatchTally(facts, data)
        yield from self._retrieval.lines(facts, cancel)

    def _add(self, blocks: Iterator[BatchTally | LineBlock]) -> None:
        batch: BatchTally | None = None
        count = 0
        for block in blocks:
            if isinstance(block, BatchTally):
                batch = block
                self._tally.open(batch)
                continue
            assert batch is not None
            for line in block.lines:
                self._tally.add(batch, line.data())
            count += block.count
            self.progress(ACTIVITY, f"{batch.facts.id} {count:,}")
        if batch is not None:
            if not batch.facts.has_ended:
                self.warn(f"The batch {batch.facts.id} is {batch.facts.status}: its results are not in it yet.")
            elif batch.facts.blobs and not self.follow_blob:
                self.warn(f"The batch {batch.facts.id} names its results by addresses: -FollowBlob fetches them.")
            else:
                self._retrieval.check(batch.facts, count)

    # -- the result -------------------------------------------------------------------------------------------------

    def _measured(self) -> PSObject:
        tally = self._tally
        began = [batch.began for batch in tally.batches if batch.began is not None]
        ended = [batch.ended for batch in tally.batches if batch.ended is not None]
        whole = tally.whole
        failed = sum(batch.failed for batch in tally.batches)
        results = sum(batch.results for batch in tally.batches)
        models = [self._model(name, usage) for name, usage in tally.models.items()]
        faults = sorted(tally.faults.items(), key=lambda fault: -fault[1].count)
        return PSObject(
            {
                "Batches": [self._batch(batch) for batch in tally.batches],
                "Requests": sum(batch.requests for batch in tally.batches),
                "Succeeded": results - failed,
                "Failed": failed,
                "Missing": sum(batch.missing for batch in tally.batches),
                **_tokens(whole),
                "Price": self._price(tally.models, say=True),
                "Duration": _duration(max(ended) - min(began) if began and ended else None),
                "Models": sorted(models, key=lambda model: -int(model["TotalTokens"])),
                "Errors": [
                    PSObject(
                        {
                            "Code": code, "Count": fault.count, "BatchId": fault.batch_id, "CustomId": fault.custom_id,
                            "Message": fault.message,
                        }
                    )
                    for code, fault in faults
                ],
                "InputPercentiles": _percentiles(tally.inputs),
                "OutputPercentiles": _percentiles(tally.outputs),
            },
            TYPE_NAME,
        )  # fmt: skip

    def _batch(self, batch: BatchTally) -> PSObject:
        facts = batch.facts
        return PSObject(
            {
                "Id": facts.id,
                "Status": facts.status,
                "Requests": batch.requests,
                "Succeeded": batch.results - batch.failed,
                "Failed": batch.failed,
                "Missing": batch.missing,
                "TotalTokens": Int64(sum(usage.total for usage in batch.models.values())),
                "Price": self._price(batch.models),
                "Duration": _duration(batch.seconds),
            }
        )

    def _model(self, name: str, usage: Usage) -> PSObject:
        price = self._prices.of(name) if self._prices is not None else None
        amount = None if price is None else usage.price(price)
        return PSObject({"Model": name, "Results": usage.requests, **_tokens(usage), "Price": amount})

    def _price(self, models: Mapping[str, Usage], say: bool = False) -> Decimal | None:
        """What the tokens of all models cost; None without prices. Models that the table does not have are told."""
        if self._prices is None:
            return None
        prices = {name: self._prices.of(name) for name in models}
        unknown = sorted(name for name, price in prices.items() if price is None)
        if unknown and say:
            self.warn(f"-PriceTable has no price of {', '.join(unknown)}: the price is without their tokens.")
        half = (name for name, price in prices.items() if price is not None and price.output is None)
        without = sorted(name for name in half if models[name].output)
        if without and say:
            self.warn(f"-PriceTable has no output price of {', '.join(without)}: the price is without that.")
        known = [models[name].price(price) for name, price in prices.items() if price is not None]
        return sum(known, Decimal(0)) if known or not models else None


def _tokens(usage: Usage) -> dict[str, Value]:
    return {
        "InputTokens": Int64(usage.input),
        "CachedTokens": Int64(usage.cached),
        "OutputTokens": Int64(usage.output),
        "ReasoningTokens": Int64(usage.reasoning),
        "TotalTokens": Int64(usage.total),
    }


def _percentiles(counts: Counter[int]) -> PSObject | None:
    found: dict[str, Any] = percentiles(counts)
    return PSObject(found) if found else None


def _duration(seconds: int | None) -> TimeSpan | None:
    return None if seconds is None else TimeSpan(max(seconds, 0) * TICKS)


def _size(block: BatchTally | LineBlock) -> int:
    return sum(len(line.text) for line in block.lines) if isinstance(block, LineBlock) else 1
