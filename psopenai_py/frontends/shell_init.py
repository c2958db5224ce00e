"""What bash, zsh and fish load: the cmdlets as commands of the shell, and completion for these and for `psopenai`.

Loading the text does not start Python; a Tab does. A command that exists already is kept, with a message.
"""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from ..openai.index import INDEX

_VARIABLE = "_PSOPENAI_COMPLETE"

_POSIX = """\
# psopenai's cmdlets as commands of {shell}. To load: eval "$(psopenai shell-init {shell})"
__psopenai_define() {{
    if {exists}; then
        echo "psopenai: '$1' is a command already and stays as it is; 'psopenai $1' runs the cmdlet" >&2
        return
    fi
    {define}
}}
for __psopenai_name in {names}; do
    __psopenai_define "$__psopenai_name"
done
unset __psopenai_name
unset -f __psopenai_define
"""
_FUNCTION = r'eval "function $1 { command psopenai $1 \"\$@\"; }"'
# In its POSIX mode bash allows no hyphen in the name of a function, and has aliases in scripts too.
_BASH_FUNCTION = f"""\
case ":$SHELLOPTS:" in
        *:posix:*) alias "$1=command psopenai $1" ;;
        *) {_FUNCTION} ;;
    esac"""

_FISH = """\
# psopenai's cmdlets as commands of fish. To load: psopenai shell-init fish | source
for __psopenai_name in {names}
    if {exists}
        echo "psopenai: '$__psopenai_name' is a command already and stays as it is; 'psopenai $__psopenai_name' runs the cmdlet" >&2
        continue
    end
    function $__psopenai_name --inherit-variable __psopenai_name --wraps "psopenai $__psopenai_name" --description "PSOpenAI cmdlet"
        command psopenai $__psopenai_name $argv
    end
end
set --erase __psopenai_name
"""  # noqa: E501 (shell text)

# A plugin command completes as `psopenai` does with the command's name as its first word.
_BASH_COMPLETION = """
if [ "${{BASH_VERSINFO[0]}}${{BASH_VERSINFO[1]}}" -ge 44 ]; then
{script}
__psopenai_complete_cmdlet() {{
    local words=(psopenai "${{COMP_WORDS[@]}}") index=$((COMP_CWORD + 1))
    local COMP_WORDS=("${{words[@]}}") COMP_CWORD=$index
    _psopenai_completion psopenai
}}
complete -o nosort -F __psopenai_complete_cmdlet {names}
fi
"""
_ZSH_COMPLETION = """
if [[ -o interactive ]]; then
(( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit -i -D; }}
{script}
__psopenai_complete_cmdlet() {{
    words=(psopenai "${{words[@]}}")
    (( CURRENT++ ))
    _psopenai_completion
}}
compdef __psopenai_complete_cmdlet {names}
fi
"""


class _Fish(FishComplete):
    """Click's script for fish, but values may have commas."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')


_SCRIPTS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": _Fish}


def plugin_text(shell: str, force: bool = False) -> str:
    """The text to source. Functions that an earlier sourcing has defined are defined again."""
    names = " ".join([*INDEX.names(), *INDEX.aliases])
    script = completion_script(shell)
    if shell == "fish":
        exists = (
            "false" if force else 'type --query $__psopenai_name; and not string match --quiet "*command psopenai*" '
        )
        if not force:
            exists += "-- (functions $__psopenai_name 2>/dev/null | string collect)"
        return f"{_FISH.format(names=names, exists=exists)}\n{script}"
    test = {
        "bash": 'type "$1" >/dev/null 2>&1 && ! { { declare -f "$1" || alias "$1"; } 2>/dev/null'
        ' | command grep -q "command psopenai"; }',
        "zsh": 'whence "$1" >/dev/null 2>&1 && [[ "${functions[$1]}" != *"command psopenai"* ]]',
    }[shell]
    define, completion = (_BASH_FUNCTION, _BASH_COMPLETION) if shell == "bash" else (_FUNCTION, _ZSH_COMPLETION)
    text = _POSIX.format(shell=shell, names=names, define=define, exists="false" if force else test)
    return text + completion.format(names=names, script=script)


def completion_script(shell: str) -> str:
    """The script that makes a shell ask `psopenai` at a Tab after the word ``psopenai``."""
    completion = completion_of(shell, click.Command("psopenai"))
    return completion.source_template % completion.source_vars()


def completion_of(shell: str, command: click.Command) -> ShellComplete:
    """How a shell asks for completion, and reads the answer."""
    return _SCRIPTS[shell](command, {}, "psopenai", _VARIABLE)
