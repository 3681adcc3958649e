//! Ready-made pieces of the schema, written as YAML with places to fill in.

use serde_json::Value;

use super::Template;
use super::style::Style;
use crate::rules::edits::write_text;

/// A mapping in lines of its own, the first of which is there already. The column is that of its
/// keys, in characters from 0.
pub(super) fn block(value: &Value, column: usize, style: Style) -> Template {
    let fields = value.as_object().into_iter().flatten();
    fields.enumerate().fold(Template::default(), |template, (index, (name, value))| {
        let template = if index == 0 { template } else { template.line(column) };
        let open = template.text(format!("{name}:"));
        match value {
            Value::Array(items) => items.iter().fold(open, |template, item| {
                let dash = column + style.dash;
                let item = match item {
                    Value::Object(_) => block(item, dash + 2, style),
                    item => scalar(item),
                };
                template.line(dash).text("- ").then(item)
            }),
            Value::Object(_) => {
                let column = column + style.step;
                open.line(column).then(block(value, column, style))
            }
            value => open.text(" ").then(scalar(value)),
        }
    })
}

/// A value between brackets, on one line.
pub(super) fn flow(value: &Value) -> Template {
    let list = |open: &str, parts: Vec<Template>, close: &str| {
        let joined =
            parts.into_iter().enumerate().fold(Template::of(open), |template, (index, part)| {
                let template = if index == 0 { template } else { template.text(", ") };
                template.then(part)
            });
        joined.text(close)
    };
    match value {
        Value::Array(items) => list("[", items.iter().map(flow).collect(), "]"),
        Value::Object(fields) => {
            let field = |(name, value)| Template::of(format!("{name}: ")).then(flow(value));
            list("{ ", fields.iter().map(field).collect(), " }")
        }
        value => scalar(value),
    }
}

/// A single value: `${1:text}` in it is a place to fill in.
fn scalar(value: &Value) -> Template {
    let Value::String(text) = value else { return Template::of(value.to_string()) };
    let parts = parts(text);
    let whole: String = parts.iter().map(|(_, text)| *text).collect();
    let quote = if write_text(&whole) == whole { "" } else { "\"" };
    let written =
        parts.into_iter().fold(Template::of(quote), |template, (number, text)| match number {
            Some(number) => template.stop(number, text),
            None => template.text(text),
        });
    written.text(quote)
}

/// The texts between places to fill in, and those in them with their numbers.
fn parts(text: &str) -> Vec<(Option<u32>, &str)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("${") {
        let stop = behind.split_once('}').and_then(|(stop, rest)| {
            let (number, text) = stop.split_once(':')?;
            Some((number.parse().ok()?, text, rest))
        });
        let Some((number, text, behind)) = stop else { break };
        parts.extend([(None, before), (Some(number), text)]);
        rest = behind;
    }
    parts.push((None, rest));
    parts.retain(|(number, text)| number.is_some() || !text.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ide::completion::Layout;

    #[test]
    fn a_piece_of_the_schema_becomes_yaml() {
        let layout = Layout { line_break: "\n", added: 0 };
        let value = json!({
            "name": "${1:api}", "commands": ["go build -o ${2:server}"], "primary": true,
            "presets": {"env": [{"name": "${3:A}", "default": "1"}]},
        });
        let style = Style { step: 2, dash: 2 };
        assert_eq!(
            block(&value, 4, style).plain(layout),
            "name: api\n    commands:\n      - go build -o server\n    primary: true\n    presets:\n\
             \x20     env:\n        - name: A\n          default: \"1\""
        );
        assert_eq!(
            flow(&value).snippet(layout),
            "{ name: ${1:api}, commands: [go build -o ${2:server}], primary: true, presets: \
             { env: [{ name: ${3:A}, default: \"1\" \\}] \\} \\}"
        );
    }
}
