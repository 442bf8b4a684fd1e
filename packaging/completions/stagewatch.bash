# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Completion of stagewatch for bash: commands, their options, and the values that are known beforehand.

_stagewatch_options() { # _stagewatch_options COMMAND
    local access='--server --project --token-file --ca-file'
    local look='--theme --language --size'
    case $1 in
        '') echo "--help --version --project --token-file --ca-file $look" ;;
        demo) echo "--help --scenario --speed --screenshot $look" ;;
        serve)
            echo '--help --listen --data --token-file --tls-cert --tls-key --allow-origin --allow-host --keep-events --keep-days' \
                '--max-watchers-per-project --max-publishers-per-project --max-projects --max-connections' \
                '--max-connections-per-address --max-body --scenario --project --speed --loop --plain'
            ;;
        watch) echo '--help --project --json --token-file --ca-file --max-attempts' ;;
        exec) echo "--help $access --stage --grace --patience" ;;
        ask) echo "--help $access --data --timeout --on-timeout --type" ;;
        publish) echo "--help $access --max-attempts" ;;
        state) echo "--help $access --json" ;;
        cancel) echo "--help $access --reason --force" ;;
        approve | reject) echo "--help $access --approval --comment --reason --data" ;;
        token) echo '--help --token-file --name --role' ;;
    esac
}

_stagewatch_reply() { # _stagewatch_reply COMPGEN-ARGUMENT...
    mapfile -t COMPREPLY < <(compgen "$@" -- "${COMP_WORDS[COMP_CWORD]}")
}

# The words that may follow an option, into COMPREPLY. Fails where the word before is no option that takes one.
_stagewatch_value() { # _stagewatch_value COMMAND OPTION
    case $2 in
        --scenario)
            compopt -o filenames 2>/dev/null
            _stagewatch_reply -f -W 'success approval failure flaky flood metrics-nan'
            ;;
        --theme) _stagewatch_reply -W 'light dark system' ;;
        --language) _stagewatch_reply -W 'en de zh_CN system' ;;
        --on-timeout) _stagewatch_reply -W 'approve reject fail' ;;
        --role) _stagewatch_reply -W 'watch control publish' ;;
        --data)
            compopt -o filenames 2>/dev/null
            if [ "$1" = serve ]; then _stagewatch_reply -d; else _stagewatch_reply -f; fi
            ;;
        --token-file | --ca-file | --tls-cert | --tls-key | --screenshot)
            compopt -o filenames 2>/dev/null
            _stagewatch_reply -f
            ;;
        --server | --project | --size | --listen | --allow-origin | --allow-host | --keep-* | --max-* | --speed | --stage | --grace | --patience | \
            --timeout | --reason | --approval | --comment | --name | --type)
            COMPREPLY=()
            ;;
        *) return 1 ;;
    esac
}

_stagewatch() {
    local commands='demo serve watch exec ask publish state cancel approve reject token'
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command='' i
    [ "$COMP_CWORD" -gt 1 ] && [[ " $commands " == *" ${COMP_WORDS[1]} "* ]] && command=${COMP_WORDS[1]}
    if [ "$command" = exec ]; then
        for ((i = 2; i < COMP_CWORD; ++i)); do
            [ "${COMP_WORDS[i]}" = -- ] || continue
            compopt -o filenames 2>/dev/null
            if [ "$i" -eq $((COMP_CWORD - 1)) ]; then _stagewatch_reply -c; else _stagewatch_reply -f; fi
            return
        done
    fi
    _stagewatch_value "$command" "$previous" && return
    if [[ $current == -* ]]; then
        _stagewatch_reply -W "$(_stagewatch_options "$command")"
    elif [ "$COMP_CWORD" -eq 1 ]; then
        _stagewatch_reply -W "$commands"
    elif [ "$command" = token ] && [ "$COMP_CWORD" -eq 2 ]; then
        _stagewatch_reply -W 'add list remove'
    elif [ "$command" = publish ]; then
        compopt -o filenames 2>/dev/null
        _stagewatch_reply -f
    else
        COMPREPLY=()
    fi
}

complete -F _stagewatch stagewatch
