"""How words and pipeline objects find their parameters; functions of a script and cmdlets alike."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.declare.cmdlet import CmdletSpec, Param, cmdlet
from psopenai_py.declare.validators import ValidateRange
from psopenai_py.engine.binding.arguments import ParameterToken
from psopenai_py.engine.binding.binder import Binder
from psopenai_py.engine.pipeline.cmdlet import Cmdlet, Objects
from psopenai_py.errors import TerminatingError

from ..cmdlets import Run, new_session, tokens


@cmdlet("Test-It", default_set="Id")
class TestIt(Cmdlet):
    """A cmdlet with two ways to say what is meant."""

    __test__ = False
    thing = Param("object", set="Thing", mandatory=True, position=0, pipeline="value", of="My.Thing")
    thing_id = Param(
        "string", set="Id", mandatory=True, position=0, pipeline="value property", aliases=("Id", "thing_id")
    )
    count = Param("int", validators=(ValidateRange(1, 9),), default=3)
    names = Param("string[]")
    kind = Param("Kind", enum=("Small", "Smaller", "Large"))
    wait = Param("switch")
    timeout_sec = Param("int")
    timeout_text = Param("string", own=True, aliases=("ttext",))

    def process(self) -> Objects:
        shown = dict(self.bound.values)
        yield (self.set_name, shown)


def bound(*words: Any) -> dict[str, Any]:
    return Binder(new_session(), TestIt.spec, tokens(*words)).bind_command_line(False).values


def refusal(*words: Any) -> str:
    with pytest.raises(TerminatingError) as caught:
        bound(*words)
    assert caught.value.record.fully_qualified_error_id.endswith(",Test-It")
    return caught.value.record.error_id


# -- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["-TimeoutText", "-timeout-text", "-ttext"])
def test_a_parameter_of_ours_is_bound_by_its_full_name_or_alias(word: str) -> None:
    assert bound("-Id", "x", word, "y")["TimeoutText"] == "y"


def test_a_parameter_of_ours_takes_no_part_in_beginnings() -> None:
    assert bound("-Id", "x", "-Timeout", 5)["TimeoutSec"] == 5
    assert refusal("-Id", "x", "-TimeoutT", "y") == "NamedParameterNotFound"
    assert refusal("-Id", "x", "-ttex", "y") == "NamedParameterNotFound"


@pytest.mark.parametrize(
    "word", ["-ThingId", "-thingid", "-Id", "-THING_ID", "-thing-id", "-thing_id", "-ThingI", "-I"]
)
def test_a_name_may_be_written_in_many_ways(word: str) -> None:
    assert bound(word, "x") == {"ThingId": "x"}
    assert bound(f"{word}:x") == {"ThingId": "x"}


def test_a_beginning_of_several_names_is_refused() -> None:
    assert refusal("x", "-T", 1) == "AmbiguousParameter"


def test_an_own_parameter_wins_over_a_common_one() -> None:
    assert bound("x", "-W") == {"ThingId": "x", "Wait": True}  # -Wait, not -WarningAction


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(TerminatingError, match="Did you mean -TimeoutSec"):
        bound("x", "-TimeotSec", 1)
    assert refusal("x", "-Colour", "red") == "NamedParameterNotFound"


def test_a_name_without_its_value_is_refused() -> None:
    assert refusal("x", "-Count") == "MissingArgument"
    assert refusal("x", "-Count", "-Wait") == "MissingArgument"


def test_a_parameter_given_twice_is_refused() -> None:
    assert refusal("-Id", "x", "-ThingId", "y") == "ParameterAlreadyBound"


def test_a_switch_takes_its_value_after_a_colon_only() -> None:
    given = [*tokens("x"), ParameterToken("Wait", False, "-Wait:")]
    assert Binder(new_session(), TestIt.spec, given).bind_command_line(False).values["Wait"] in (False, None)
    assert refusal("x", "-Wait", False) == "PositionalParameterNotFound"


# -- values ----------------------------------------------------------------------------------------------------------


def test_values_are_converted_to_the_parameters_type() -> None:
    assert bound("x", "-Count", "7", "-Names", "a") == {"ThingId": "x", "Count": 7, "Names": ["a"]}


@pytest.mark.parametrize(
    ("words", "error_id"),
    [
        (["x", "-Count", "many"], "ParameterArgumentTransformationError"),
        (["x", "-Count", 10], "ParameterArgumentValidationError"),
        (["x", "-Kind", "none"], "ParameterArgumentTransformationError"),
        (["x", "-Kind", None], "ParameterArgumentTransformationError"),
        ([""], "ParameterArgumentValidationErrorEmptyStringNotAllowed"),
        (["x", "y"], "PositionalParameterNotFound"),
    ],
)
def test_what_does_not_fit_is_refused(words: list[Any], error_id: str) -> None:
    assert refusal(*words) == error_id


def test_an_enum_takes_any_case_and_a_unique_beginning() -> None:
    assert bound("x", "-Kind", "LA")["Kind"] == "Large" and bound("x", "-Kind", "small")["Kind"] == "Small"


# -- sets and positions ----------------------------------------------------------------------------------------------


def test_the_default_set_takes_a_bare_value() -> None:
    assert bound("x") == {"ThingId": "x"}


def test_an_object_of_the_right_type_takes_the_other_set() -> None:
    script = "$t = [pscustomobject]@{ Id = 'from-property' }; $t.PSTypeNames.Insert(0, 'My.Thing'); $t"
    (thing,) = Shell().run(script).output
    assert list(bound(thing)) == ["Thing"]
    (found,) = Run((TestIt, []), inputs=[thing])()
    assert found[0] == "Thing"


def test_what_is_missing_is_named() -> None:
    with pytest.raises(TerminatingError, match="-ThingId") as caught:
        bound("-Wait")
    assert caught.value.record.error_id == "MissingMandatoryParameter"


# -- the pipeline ----------------------------------------------------------------------------------------------------


def test_each_object_binds_anew_and_goes_back_to_the_defaults() -> None:
    script = """
    function F { [CmdletBinding()] param(
        [Parameter(ValueFromPipelineByPropertyName)]$A = 'none', [Parameter(ValueFromPipelineByPropertyName)]$B = 'none'
    ) process { "$A $B" } }
    [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 2 }, [pscustomobject]@{ A = 3; B = 4 } | F
    """
    assert Shell().run(script).output == ["1 none", "none 2", "3 4"]


def test_the_object_itself_comes_before_its_properties_and_both_before_converting() -> None:
    script = """
    function F { [CmdletBinding()] param(
        [Parameter(ValueFromPipeline)][int]$Number, [Parameter(ValueFromPipelineByPropertyName)][string]$Length
    ) process { "$Number/$Length" } }
    5, 'abc', '7' | F
    """
    assert Shell().run(script).output == ["5/", "0/3", "7/1"]


def test_a_script_block_for_a_pipeline_parameter_runs_for_each_object() -> None:
    script = """
    function F { [CmdletBinding()] param(
        [Parameter(ValueFromPipelineByPropertyName)][string]$Name, [Parameter(ValueFromPipeline)]$Item
    ) process { "$Name=$Item" } }
    1, 2 | F -Name { "n$_" }
    """
    assert Shell().run(script).output == ["n1=1", "n2=2"]


def test_a_word_that_is_given_leaves_the_pipeline_nothing() -> None:
    run = Run((TestIt, ["x"]), inputs=["y"])
    run()
    assert [e.error_id for e in run.errors] == ["InputObjectNotBound"] and run.output == []


@pytest.mark.parametrize(
    ("words", "wants"), [([], True), (["x"], False), (["-Wait"], True), (["-Id", "x", "-Wait"], False)]
)
def test_it_can_be_told_whether_the_words_leave_anything_to_the_pipeline(words: list[str], wants: bool) -> None:
    assert Binder(new_session(), TestIt.spec, tokens(*words)).wants_input() is wants


def test_a_null_property_is_bound_as_the_type_has_it() -> None:
    script = (
        "function F { [CmdletBinding()] param([Parameter(ValueFromPipelineByPropertyName)][int]$N) process { $N } }"
    )
    assert Shell().run(f"{script}; [pscustomobject]@{{ N = $null }} | F").output == [0]


def test_unbound_numbers_booleans_and_texts_hold_their_zero_and_others_nothing() -> None:
    script = 'function F { [CmdletBinding()] param([int]$N, [guid]$G, [bool]$B, [string]$S) "$N [$G] $B [$S]" }; F'
    assert Shell().run(script).output == ["0 [] False []"]


def test_splatted_values_and_names_mix() -> None:
    script = """
    function F { [CmdletBinding()] param($A, $B, [switch]$C) "$A $B $C" }
    $named = @{ B = 2; C = $true }; $more = 1
    F 1 @named
    F @named -A 5
    $args2 = 7, 8; F @args2
    """
    assert Shell().run(script).output == ["1 2 True", "5 2 True", "7 8 False"]


def test_the_rest_goes_to_who_takes_it() -> None:
    script = """
    function F { [CmdletBinding()] param(
        [Parameter(Position = 0)]$A, [Parameter(ValueFromRemainingArguments)]$Rest
    ) "$A $($Rest.Count)" }
    F 1 2 3
    function G { "$($args.Count) $($args[1])" }
    G -x 5 y
    """
    assert Shell().run(script).output == ["1 2", "3 5"]


def test_the_rest_of_the_words_is_one_text_where_a_text_is_asked_for() -> None:
    script = """
    function Ask { [CmdletBinding()] param(
        [Parameter(Mandatory, Position = 0, ValueFromRemainingArguments)][string]$Question, $About
    ) "[$Question]" }
    Ask what is new here -About 'it'; Ask 'one text'; Ask -Question named
    """
    assert Shell().run(script).output == ["[what is new here]", "[one text]", "[named]"]
    refused = Shell().run(script + "; Ask one, two")  # an array is not joined
    assert [e.fully_qualified_error_id for e in refused.errors] == ["ParameterArgumentTransformationError,Ask"]


def test_a_declaration_is_data() -> None:
    spec: CmdletSpec = TestIt.spec
    assert sorted(spec.set_names) == ["Id", "Thing"] and spec.params["thingid"].name == "ThingId"


# -- secrets ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "declared",
    [
        "[ValidatePattern('^sk-')]$ApiKey",
        "[ValidateSet('a', 'b')]$Password",
        "[ValidateScript({ $false })]$ClientSecret",
        "[int]$AccessToken",
        "[int[]]$Token",
        "[securestring]$ApiKey",
        "[ValidateSet('a', 'b', ErrorMessage = 'not {0}')]$Passphrase",
    ],
)
def test_no_error_shows_the_value_of_a_secret(declared: str) -> None:
    name = declared.rpartition("$")[2]
    result = Shell().run(f"function f {{ param({declared}) }}; f -{name} hunter2; $Error[0] | Format-List * -Force")
    said = Shell().format(result.output) + str(result.errors) + str(result.terminated_by)
    assert f"-{name}" in said
    assert "hunter2" not in said


def test_no_error_shows_the_password_of_an_address() -> None:
    result = Shell().run("function f { param([uri]$Proxy) }; f -Proxy 'http://user:a/b+c@host:1/x'")
    assert "http://***@host:1/x" in str(result.errors)
    assert "a/b+c" not in str(result.errors)
