//! The GitHub action does what its inputs say, as far as that can be seen without GitHub.

use std::path::Path;
use std::process::Command;

use libtest_mimic::{Failed, Trial};
use yaml_rust2::{Yaml, YamlLoader};

use crate::support::{err, out, root, write_files};

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("action::checks_what_it_is_told", checks_what_it_is_told)]
}

/// The script of a step.
fn script(name: &str) -> String {
    let text = std::fs::read_to_string(root().join("action.yml")).unwrap();
    let action = YamlLoader::load_from_str(&text).unwrap().remove(0);
    let Yaml::Array(steps) = &action["runs"]["steps"] else { panic!("there are no steps") };
    let step = steps.iter().find(|step| step["name"].as_str() == Some(name)).unwrap();
    assert_eq!(step["shell"].as_str(), Some("bash"));
    step["run"].as_str().unwrap().to_owned()
}

fn checks_what_it_is_told() -> Result<(), Failed> {
    if cfg!(windows) {
        return Ok(());
    }
    let folder = tempfile::tempdir().unwrap();
    let good = "{v: 0, micros: [{name: a, src: web, engine: static, serve: .}]}";
    write_files(
        folder.path(),
        &format!(
            "my app/Spacefile: {good}\nmy app/web/\nbad/Spacefile: {{v: 1}}\n\
             lib/Spacefile: {}\nlib/web/\n",
            good.replace("serve: .", "serve: ., public_routes: [x]")
        ),
    );
    let script = script("Check the Spacefiles");
    let program = Path::new(env!("CARGO_BIN_EXE_spacefile-lsp")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    for (paths, args, code, shown) in [
        (".", "", 1, "Checked 3 Spacefiles: "),
        ("my app\nlib\n", "", 0, "Checked 2 Spacefiles: 1 warning in 1 file."),
        ("my app\n\nlib", "--deny-warnings", 1, "lib/Spacefile:1:"),
        ("bad", "--exit-zero\n--quiet\n", 0, "bad/Spacefile:1:"),
        ("none", "", 2, ""),
        ("--help", "", 2, ""),
    ] {
        // As the runner calls it.
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script])
            .current_dir(folder.path())
            .env("PATH", format!("{}:{path}", program.display()))
            .envs([("PATHS", paths), ("ARGS", args), ("GITHUB_ACTIONS", "true")])
            .env("SARIF", "out.sarif")
            .output()
            .unwrap();
        let sarif = std::fs::read_to_string(folder.path().join("out.sarif")).unwrap();
        let annotations = out(&output).lines().filter(|line| line.starts_with("::")).count();
        assert_eq!(sarif.matches("\"ruleId\"").count(), annotations, "{paths:?}: {sarif}");
        assert_eq!(output.status.code(), Some(code), "{paths:?} {args:?}: {output:?}");
        assert!(out(&output).contains(shown), "{paths:?}: {}", out(&output));
        assert_eq!(err(&output).is_empty(), code < 2, "{paths:?}: {}", err(&output));
    }
    Ok(())
}
