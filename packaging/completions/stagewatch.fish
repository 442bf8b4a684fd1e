# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of stagewatch for fish: commands, their options, and the values that are known beforehand.

set -l commands demo serve watch exec ask publish state cancel approve reject token
set -l window "not __fish_seen_subcommand_from $commands"
set -l scenarios 'success approval failure flaky flood metrics-nan'

complete -c stagewatch -f
complete -c stagewatch -l help -s h -d 'Print the options'

complete -c stagewatch -n $window -a demo -d 'Open the window on a pipeline that plays itself'
complete -c stagewatch -n $window -a serve -d 'Host pipelines, real or scripted'
complete -c stagewatch -n $window -a watch -d 'Follow a run in the terminal'
complete -c stagewatch -n $window -a exec -d 'Run any program as a pipeline'
complete -c stagewatch -n $window -a ask -d 'Wait for a decision of a person'
complete -c stagewatch -n $window -a publish -d 'Publish events, one a line'
complete -c stagewatch -n $window -a state -d 'Show how a run stands'
complete -c stagewatch -n $window -a cancel -d 'Ask a pipeline to end its run'
complete -c stagewatch -n $window -a approve -d 'Approve what a run waits for'
complete -c stagewatch -n $window -a reject -d 'Reject what a run waits for'
complete -c stagewatch -n $window -a token -d 'Keep the tokens of a server'

# The window.
complete -c stagewatch -n $window -l version -d 'Print the version'
complete -c stagewatch -n $window -l project -x -d 'The project'
complete -c stagewatch -n $window -l token-file -r -F -d 'Read the access token from a file'
complete -c stagewatch -n $window -l ca-file -r -F -d 'Trust the authorities in a file as well'
for seen in $window '__fish_seen_subcommand_from demo'
    complete -c stagewatch -n $seen -l theme -x -a 'light dark system' -d 'Look of the window'
    complete -c stagewatch -n $seen -l language -x -a 'en de zh_CN system' -d 'Language of the window'
    complete -c stagewatch -n $seen -l size -x -d 'Size of the window, WxH'
end
complete -c stagewatch -n '__fish_seen_subcommand_from demo' -l screenshot -r -F -d 'Write a picture and end with the run'

# Scripted pipelines.
complete -c stagewatch -n '__fish_seen_subcommand_from demo serve' -l scenario -r -F -a $scenarios -d 'What to play'
complete -c stagewatch -n '__fish_seen_subcommand_from demo serve' -l speed -x -d 'Play so many times as fast'

# The server.
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l listen -x -d 'Where to listen, HOST:PORT'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l data -x -a '(__fish_complete_directories)' -d 'Where the events are kept'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l token-file -r -F -d 'Who may watch, control and publish'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l tls-cert -r -F -d 'Certificate chain, PEM'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l tls-key -r -F -d 'Private key, PEM'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l allow-origin -x -d 'A site whose pages may use the server'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l allow-host -x -d 'A name that the server is called by'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l keep-events -x -d 'Keep so many events of a project'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l keep-days -x -d 'Keep events so long'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l max-watchers-per-project -x -d 'Watchers of one project'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l max-publishers-per-project -x -d 'Publishers of one project'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l max-projects -x -d 'Projects'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l max-connections -x -d 'Connections in total'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l max-connections-per-address -x -d 'Connections of one address'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l max-body -x -d 'Bytes of one POST of events'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l project -x -d 'The project that the scenario plays as'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l loop -d 'Start a new run when one has ended'
complete -c stagewatch -n '__fish_seen_subcommand_from serve' -l plain -d 'Speak the guide and nothing more'

# Commands that talk to a server.
complete -c stagewatch -n '__fish_seen_subcommand_from exec ask publish state cancel approve reject' -l server -x -d 'The server'
complete -c stagewatch -n '__fish_seen_subcommand_from watch exec ask publish state cancel approve reject' -l project -x -d 'The project'
complete -c stagewatch -n '__fish_seen_subcommand_from watch exec ask publish state cancel approve reject' -l token-file -r -F -d 'Read the access token from a file'
complete -c stagewatch -n '__fish_seen_subcommand_from watch exec ask publish state cancel approve reject' -l ca-file -r -F -d 'Trust the authorities in a file as well'
complete -c stagewatch -n '__fish_seen_subcommand_from watch publish' -l max-attempts -x -d 'Give up after so many attempts to connect'
complete -c stagewatch -n '__fish_seen_subcommand_from watch state' -l json -d 'Print JSON, one object a line'
complete -c stagewatch -n '__fish_seen_subcommand_from exec' -l stage -x -d 'The stage that the run begins with'
complete -c stagewatch -n '__fish_seen_subcommand_from exec' -l grace -x -d 'Seconds between SIGTERM and SIGKILL'
complete -c stagewatch -n '__fish_seen_subcommand_from exec' -l patience -x -d 'Seconds to wait for a server that is away'
complete -c stagewatch -n '__fish_seen_subcommand_from exec; and contains -- -- (commandline -opc)' -F -a '(__fish_complete_command)'
complete -c stagewatch -n '__fish_seen_subcommand_from ask approve reject' -l data -r -F -d 'The proposal, a JSON object'
complete -c stagewatch -n '__fish_seen_subcommand_from ask' -l timeout -x -d 'Wait so many seconds'
complete -c stagewatch -n '__fish_seen_subcommand_from ask' -l on-timeout -x -a 'approve reject fail' -d 'What counts when nobody answers'
complete -c stagewatch -n '__fish_seen_subcommand_from ask' -l type -x -d 'A word for the kind of question'
complete -c stagewatch -n '__fish_seen_subcommand_from publish' -F
complete -c stagewatch -n '__fish_seen_subcommand_from cancel approve reject' -l reason -x -d 'Why'
complete -c stagewatch -n '__fish_seen_subcommand_from cancel' -l force -d 'Tell the pipeline not to tidy up first'
complete -c stagewatch -n '__fish_seen_subcommand_from approve reject' -l approval -x -d 'Which approval'
complete -c stagewatch -n '__fish_seen_subcommand_from approve reject' -l comment -x -d 'What to say with it'

# Tokens.
complete -c stagewatch -n '__fish_seen_subcommand_from token; and not __fish_seen_subcommand_from add list remove' -a 'add list remove'
complete -c stagewatch -n '__fish_seen_subcommand_from token' -l token-file -r -F -d 'The file of tokens'
complete -c stagewatch -n '__fish_seen_subcommand_from token' -l name -x -d 'Whose token it is'
complete -c stagewatch -n '__fish_seen_subcommand_from token' -l role -x -a 'watch control publish' -d 'What it may do'
