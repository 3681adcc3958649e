//! What the arguments come to.

use super::*;

#[test]
fn the_definition_is_sound() {
    command().debug_assert();
}

fn parsed(arguments: &[&str]) -> Result<Job, ErrorKind> {
    let all = std::iter::once("spacefile-lsp").chain(arguments.iter().copied());
    let matches = command().try_get_matches_from(all);
    let arguments = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    arguments.and_then(job).map_err(|error| error.kind())
}

#[test]
fn each_job_is_known_by_its_flag() {
    assert!(matches!(parsed(&["--check", "app", "-"]), Ok(Job::Check(_))));
    assert!(matches!(parsed(&["--schema"]), Ok(Job::Print(_))));
    assert!(matches!(parsed(&["--completions", "zsh"]), Ok(Job::Print(_))));
    assert!(matches!(parsed(&["--man"]), Ok(Job::Print(_))));
    assert!(matches!(parsed(&["--explain"]), Ok(Job::Explain(None, Color::Auto))));
    let one = parsed(&["--explain", "empty-list", "--color=always"]);
    assert!(
        matches!(one, Ok(Job::Explain(Some(rule), Color::Always)) if rule.name == "empty-list")
    );
    assert!(matches!(parsed(&[]), Ok(Job::Server(None))));
    assert!(matches!(parsed(&["--stdio"]), Ok(Job::Server(None))));
}

#[test]
fn jobs_exclude_each_other() {
    let arguments = |job: &str| match job {
        "completions" => vec!["--completions".to_owned(), "zsh".to_owned()],
        flag => vec![format!("--{flag}")],
    };
    for one in JOBS {
        for other in JOBS.into_iter().filter(|other| *other != one) {
            let both = [arguments(one), arguments(other)].concat();
            let both: Vec<&str> = both.iter().map(String::as_str).collect();
            assert!(matches!(parsed(&both), Err(ErrorKind::ArgumentConflict)), "{both:?}");
        }
    }
}

#[test]
fn options_belong_to_their_job() {
    let command = command();
    let of_files =
        |option: &&clap::Arg| matches!(option.get_help_heading(), Some(FOR_CHECK | FOR_FILES));
    let owned: Vec<_> = command
        .get_arguments()
        .filter(of_files)
        .map(|option| {
            let name = option.get_long().unwrap_or_default();
            if !option.get_action().takes_values() {
                return format!("--{name}");
            }
            let values = option.get_possible_values();
            format!("--{name}={}", values.first().map_or("json", |value| value.get_name()))
        })
        .chain(["app".to_owned(), "-".to_owned()])
        .collect();
    assert!(owned.len() > 6, "{owned:?}");
    for option in &owned {
        // The name of a rule would be taken for its own.
        let explained = parsed(&["--explain=empty-list", option]);
        assert!(matches!(explained, Err(ErrorKind::ArgumentConflict)), "{option}");
        let mixed = parsed(&["--schema", option]);
        assert!(matches!(mixed, Err(ErrorKind::ArgumentConflict)), "{option}");
        let orphan = parsed(&[option]);
        assert!(matches!(orphan, Err(ErrorKind::MissingRequiredArgument)), "{option}");
    }
    for option in ["--fix", "--report=json", "--deny=empty-list", "--exit-zero"] {
        let mixed = parsed(&["--format", option]);
        assert!(matches!(mixed, Err(ErrorKind::ArgumentConflict)), "{option}");
    }
    let formats = parsed(&["--format", "--diff", "--quiet", "-", "--stdin-path=Spacefile"]);
    assert!(matches!(formats, Ok(Job::Format(options)) if options.diff && options.quiet));
    for shared in [["json", "sarif"], ["json=a", "junit=./a"]] {
        let [one, other] = shared;
        let both = parsed(&["--check", "--report", one, "--report", other]);
        assert!(matches!(both, Err(ErrorKind::ArgumentConflict)), "{shared:?}");
    }
    let orphan = parsed(&["--check", "--stdin-path", "app/Spacefile"]);
    assert!(matches!(orphan, Err(ErrorKind::MissingRequiredArgument)));
}
