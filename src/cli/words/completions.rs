//! `quarry bindgen completions`: what makes a shell complete the words of a command line.
//!
//! The scripts are clap's, with what they do not do by themselves: the values of `--target`, bash's
//! `--option=value`, zsh's headers in the place of a subcommand, fish's values without an option.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, ValueEnum};
use clap_complete::Shell;

use crate::cli::help;
use crate::target::{GROUPS, Target};

/// Where bash's script has read the word before the one to complete.
const BASH: &str = "    prev=\"$3\"\n";

/// What follows there.
const BASH_EQUALS: &str = "\
    # Bash takes `--option=value` for three words.
    if [[ \"${COMP_WORDS[COMP_CWORD]}\" == \"=\" ]]; then
        cur=\"\"
        prev=\"${COMP_WORDS[COMP_CWORD-1]}\"
    elif [[ \"$prev\" == \"=\" && COMP_CWORD -ge 2 ]]; then
        prev=\"${COMP_WORDS[COMP_CWORD-2]}\"
    fi
";

/// Where zsh's script begins with the options of `quarry bindgen`.
const ZSH_OPTIONS: &str = "            (bindgen)\n";

/// Where it completes the subcommands, which end the options.
const ZSH_COMMANDS: &str = "\":: :_quarry__subcmd__bindgen_commands\" \\\n";

/// What stands in that place.
const ZSH_FIRST: &str = "\":: :_quarry__bindgen_first\" \\\n";

/// What that means.
const ZSH_FUNCTION: &str = "
_quarry__bindgen_first() {
    _alternative 'commands:command:_quarry__subcmd__bindgen_commands' 'headers:header:_files'
}
";

/// Where it knows what the first word is.
const ZSH_DISPATCH: &str = ":quarry-bindgen-command-$line[1]:\"\n";

/// The script for a shell.
pub fn completions(shell: Shell) -> String {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut to_complete(shell), "quarry", &mut text);
    let text = String::from_utf8_lossy(&text);
    match shell {
        Shell::Bash => text.replacen(BASH, &format!("{BASH}{BASH_EQUALS}"), 1),
        Shell::Zsh => zsh(&text).unwrap_or_else(|| text.into_owned()),
        Shell::Fish => {
            let shells = Shell::value_variants().iter().map(Shell::to_string);
            let shells = shells.collect::<Vec<_>>().join(" ");
            format!(
                "{text}complete -c quarry -n \"__fish_quarry_using_subcommand bindgen; and \
                 __fish_seen_subcommand_from completions\" -f -a \"{shells}\"\n"
            )
        }
        Shell::Elvish | Shell::PowerShell | _ => text.into_owned(),
    }
}

/// zsh's script, where the first word behind `bindgen` may be a header, and options may follow it.
fn zsh(text: &str) -> Option<String> {
    let (_, options) = text.split_once(ZSH_OPTIONS)?;
    let (options, _) = options.split_once(ZSH_COMMANDS)?;
    let (before, after) = text.split_once(ZSH_DISPATCH)?;
    let command = help::command();
    let bindgen = command.find_subcommand("bindgen")?;
    let names: Vec<&str> = bindgen.get_subcommands().map(Command::get_name).collect();
    let names = names.join(" ");
    let headers = format!(
        "        case \" {names} \" in\n            (*\" $line[1] \"*) ;;\n            (*)\n\
         {options}'*:header:_files' \\\n&& ret=0\n            ;;\n        esac\n"
    );
    let text = format!("{before}{ZSH_DISPATCH}{headers}{after}");
    // With two colons the words that follow are no options any more.
    let text = text
        .replace("\n'*::", "\n'*:")
        .replacen(ZSH_COMMANDS, ZSH_FIRST, 1);
    // The first line says for what command it is.
    let (first, rest) = text.split_once('\n')?;
    Some(format!("{first}\n{ZSH_FUNCTION}{rest}"))
}

/// The command line that is completed.
fn to_complete(shell: Shell) -> Command {
    let command = help::command();
    let mut whole = Command::new("quarry").disable_help_subcommand(true);
    if let Some(bindgen) = command.find_subcommand("bindgen") {
        // zsh counts what stands before a subcommand; nothing does.
        let is_completed =
            |it: &&Arg| !it.is_hide_set() && (shell != Shell::Zsh || !it.is_positional());
        let own = Command::new("bindgen")
            .about(bindgen.get_about().cloned().unwrap_or_default())
            .disable_help_subcommand(true)
            .disable_version_flag(true)
            .args(bindgen.get_arguments().filter(is_completed))
            .subcommands(bindgen.get_subcommands().cloned().map(with_targets));
        whole = whole.subcommand(with_targets(own));
    }
    whole
}

/// A command that knows the values of `--target`.
fn with_targets(command: Command) -> Command {
    let groups = GROUPS.iter();
    let groups = groups.map(|group| PossibleValue::new(group.name).help(group.meaning));
    let known: Vec<PossibleValue> = groups
        .chain(Target::triples().map(PossibleValue::new))
        .collect();
    command.mut_args(|argument| match argument.get_id().as_str() {
        "target" => argument.value_parser(PossibleValuesParser::new(known.clone())),
        _ => argument,
    })
}
