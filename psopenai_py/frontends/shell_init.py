"""The shell plugin: each cmdlet as a function of bash, zsh or fish that calls `psopenai`.

Loading the text does not start Python. A command that exists already is kept, with a message.
"""

from __future__ import annotations

from ..openai.index import INDEX

_POSIX = """\
# psopenai's cmdlets as commands of {shell}. To load: eval "$(psopenai shell-init {shell})"
__psopenai_define() {{
    if {exists}; then
        echo "psopenai: '$1' is a command already and stays as it is; 'psopenai $1' runs the cmdlet" >&2
        return
    fi
    eval "function $1 {{ command psopenai $1 \\"\\$@\\"; }}"
}}
for __psopenai_name in {names}; do
    __psopenai_define "$__psopenai_name"
done
unset __psopenai_name
unset -f __psopenai_define
"""

_FISH = """\
# psopenai's cmdlets as commands of fish. To load: psopenai shell-init fish | source
for __psopenai_name in {names}
    if {exists}
        echo "psopenai: '$__psopenai_name' is a command already and stays as it is; 'psopenai $__psopenai_name' runs the cmdlet" >&2
        continue
    end
    function $__psopenai_name --inherit-variable __psopenai_name --description "PSOpenAI cmdlet"
        command psopenai $__psopenai_name $argv
    end
end
set --erase __psopenai_name
"""  # noqa: E501 (shell text)


def plugin_text(shell: str, force: bool = False) -> str:
    """The text to source. Functions that an earlier sourcing has defined are defined again."""
    names = " ".join([*INDEX.names(), *INDEX.aliases])
    if shell == "fish":
        exists = (
            "false" if force else 'type --query $__psopenai_name; and not string match --quiet "*command psopenai*" '
        )
        if not force:
            exists += "-- (functions $__psopenai_name 2>/dev/null | string collect)"
        return _FISH.format(names=names, exists=exists)
    test = {
        "bash": 'type "$1" >/dev/null 2>&1 && ! { declare -f "$1" | command grep -q "command psopenai"; }',
        "zsh": 'whence "$1" >/dev/null 2>&1 && [[ "${functions[$1]}" != *"command psopenai"* ]]',
    }[shell]
    return _POSIX.format(shell=shell, names=names, exists="false" if force else test)
