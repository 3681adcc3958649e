//! What some fixes write, to the letter.

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::analyse;
use spacefile_lsp::project::Project;

use crate::support::write_files;

/// A name, the files around, the text, the title of a fix, and the text after it.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    (
        "an_item_moves_with_its_keys",
        "",
        "micros:\n  - name: a\n    src: a\n- name: b # two\n  src: b\n",
        "Indent by 2 spaces",
        "micros:\n  - name: a\n    src: a\n  - name: b # two\n    src: b\n",
    ),
    (
        "only_the_line_that_is_off_moves",
        "",
        "micros:\n  - name: a\n     src: a\n    engine: vue\n",
        "Indent by 4 spaces",
        "micros:\n  - name: a\n    src: a\n    engine: vue\n",
    ),
    (
        "a_comment_is_no_part_of_what_is_quoted",
        "",
        "app_name: @home # ours\r\nv: 0\r\n",
        "Put `@home` in quotes",
        "app_name: \"@home\" # ours\r\nv: 0\r\n",
    ),
    (
        "a_value_with_a_colon_is_quoted_whole",
        "",
        "micros:\n  - run: curl -H a: b # c",
        "Put `curl -H a: b` in quotes",
        "micros:\n  - run: \"curl -H a: b\" # c",
    ),
    (
        "between_brackets_quotes_end_at_the_comma",
        "",
        "micros: [{include: [@a, b]}]",
        "Put `@a` in quotes",
        "micros: [{include: [\"@a\", b]}]",
    ),
    (
        "one_side_of_a_conflict_stays",
        "",
        "v: 0\n<<<<<<< HEAD\nicon: a.png\n=======\nicon: b.png # new\n>>>>>>> main\n",
        "Keep the lower version, `main`",
        "v: 0\nicon: b.png # new\n",
    ),
    (
        "both_sides_of_a_conflict_stay",
        "",
        "v: 0\n<<<<<<< HEAD\nicon: a.png\n||||||| base\nicon: c\n=======\napp_name: b\n>>>>>>> main\n",
        "Keep both versions",
        "v: 0\nicon: a.png\napp_name: b\n",
    ),
    (
        "a_list_moves_below_its_key",
        "",
        "micros:\n  - name: a\n    commands: - make\n",
        "Move it to a line of its own",
        "micros:\n  - name: a\n    commands:\n      - make\n",
    ),
    (
        "every_tab_becomes_spaces",
        "",
        "micros:\n\t- name: a\n\t\tsrc: a # b\n",
        "Indent all lines with spaces",
        "micros:\n  - name: a\n    src: a # b\n",
    ),
    (
        "a_pair_of_escapes_becomes_its_character",
        "",
        "app_name: \"\\uD83D\\uDE80\"\n",
        "Write `\u{1f680}`",
        "app_name: \"\u{1f680}\"\n",
    ),
    (
        "a_renamed_key_takes_its_value_along",
        "",
        "micros:\n  - command: make all # b\n",
        "Rename `command` to `commands`",
        "micros:\n  - commands: [make all] # b\n",
    ),
    (
        "variables_go_below_presets",
        "",
        "micros:\n  - name: a\n    # asked for\n    env:\n      - name: A # one\n    src: a\n",
        "Move it to `presets.env`",
        "micros:\n  - name: a\n    # asked for\n    presets:\n      env:\n        - name: A # one\n    src: a\n",
    ),
    (
        "keys_of_a_micro_go_below_micros",
        "",
        "v: 0\nsrc: .\nengine: vue # b\n",
        "Move `src` and `engine` below `micros:`",
        "v: 0\nmicros:\n  - src: .\n    engine: vue # b\n",
    ),
    (
        "a_key_goes_into_the_micro_that_lacks_it",
        "",
        "v: 0\r\nrun: ./a # b\r\nmicros:\r\n  - name: a\r\n    run: x\r\n  - name: b",
        "Move `run` into `b`",
        "v: 0\r\nmicros:\r\n  - name: a\r\n    run: x\r\n  - name: b\r\n    run: ./a # b",
    ),
    (
        "what_is_missing_comes_from_the_folder",
        "web/index.html\napi/package.json: {\"dependencies\": {\"next\": \"13\"}}\n.git/main.py\n",
        "v: 0\nmicros:\n  - name: api\n    src: api\n    engine: next\n  - presets: {}\n",
        "Add `name: web`, `src: web`, `engine: static` and `serve: ./`",
        "v: 0\nmicros:\n  - name: api\n    src: api\n    engine: next\n  - name: web\n    src: web\n    engine: static\n    serve: ./\n    presets: {}\n",
    ),
    (
        "micros_come_from_the_folder",
        "my_api/main.py\nweb/package.json: {\"devDependencies\": {\"@sveltejs/kit\": \"1\"}}\n",
        "# app\napp_name: a",
        "Add `micros`, and add `v: 0`",
        "# app\nv: 0\napp_name: a\nmicros:\n  - name: my_api\n    src: my_api\n    engine: python3.9\n    primary: true\n  - name: web\n    src: web\n    engine: svelte-kit",
    ),
    (
        "one_primary_stays",
        "",
        "micros:\n  - {name: a, primary: true}\n  - name: b\n    primary: true # b\n",
        "Make `b` the primary Micro",
        "micros:\n  - {name: a, primary: false}\n  - name: b\n    primary: true # b\n",
    ),
    (
        "a_trigger_has_but_one_value",
        "",
        "micros:\n  - actions: [{\"id\": \"a\", \"name\": \"A\", \"default_interval\": \"1 day\"}]\n",
        "Add `trigger: schedule`",
        "micros:\n  - actions: [{\"id\": \"a\", \"name\": \"A\", \"trigger\": \"schedule\", \"default_interval\": \"1 day\"}]\n",
    ),
    (
        "a_key_at_column_0_goes_into_the_micro_above",
        "",
        "v: 0\nmicros:\n  - name: a\n    src: a\n# how\nengine: vue\n",
        "Indent `engine` into `a`",
        "v: 0\nmicros:\n  - name: a\n    src: a\n# how\n    engine: vue\n",
    ),
    (
        "there_is_room_for_the_dash",
        "",
        "micros:\n    name: a\n    src: a # b\n",
        "Make it the first item of a list",
        "micros:\n  - name: a\n    src: a # b\n",
    ),
];

pub fn trials() -> Vec<Trial> {
    let trial = |case: &'static Case| {
        Trial::test(format!("fixes::written::{}", case.0), move || written(case))
    };
    CASES.iter().map(trial).collect()
}

fn written((_, files, text, title, expected): &Case) -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), files);
    let project = (!files.is_empty()).then(|| Project::new(folder.path()));
    let findings = analyse(text.as_bytes(), project.as_ref()).diagnostics;
    let fixes: Vec<_> = findings.iter().flat_map(|finding| &finding.fixes).collect();
    let Some(fix) = fixes.iter().find(|fix| fix.title == *title) else {
        let titles: Vec<_> = fixes.iter().map(|fix| &fix.title).collect();
        return Err(format!("no fix of this title, but {titles:#?}").into());
    };
    let fixed = fix.apply(text);
    if fixed == *expected { Ok(()) } else { Err(format!("fixed to {fixed:?}").into()) }
}
