//! Anchors, aliases, tags, and the `%` lines that declare tag prefixes.

use super::{Scanner, SlipKind, Style, TokenKind};
use crate::syntax::cursor::Cursor;

const STANDARD_PREFIX: &str = "tag:yaml.org,2002:";

/// Stands for every tag that has no meaning to the original.
const OTHER: &str = "!other";

impl<'t> Scanner<'t> {
    pub(super) fn anchor(&mut self, kind: TokenKind) {
        if !self.begin_node() {
            return;
        }
        self.save_key();
        self.key_allowed = false;
        let start = self.cursor.clone();
        self.cursor.skip();
        while is_name(self.cursor.byte(0)) {
            self.cursor.skip();
        }
        let follows =
            matches!(self.cursor.byte(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if self.cursor.at == start.at + 1 || !(follows || self.cursor.is_blank_or_end(0)) {
            let in_flow = !self.flows.is_empty();
            let ends = |cursor: &Cursor<'_>| {
                cursor.is_break_or_end(0)
                    || (kind == TokenKind::Anchor && cursor.is_blank())
                    || (in_flow && matches!(cursor.byte(0), b',' | b']' | b'}'))
            };
            while !ends(&self.cursor) {
                self.cursor.skip();
            }
            let written = self.text.get(start.at..self.cursor.at).unwrap_or("");
            let kept = written.split(" #").next().unwrap_or(written).trim_end();
            let end = start.at + kept.len();
            self.slip(SlipKind::BadAnchor, start.at..end);
            // A star most likely starts a text that wants quotes: a schedule, a route.
            let read_as = match kind {
                TokenKind::Alias => TokenKind::Scalar(Style::Plain),
                kind => kind,
            };
            self.push(read_as, &start, end, None);
            return;
        }
        let stray = match kind {
            TokenKind::Alias => self.follows(&[TokenKind::Anchor, TokenKind::Tag]),
            _ => self.follows(&[TokenKind::Anchor]),
        };
        if stray {
            self.slip(SlipKind::StrayProperty, start.at..self.cursor.at);
            return;
        }
        self.push(kind, &start, self.cursor.at, None);
    }

    /// Whether the last token is one of these and stands on this line.
    fn follows(&self, kinds: &[TokenKind]) -> bool {
        self.tokens.last().is_some_and(|token| kinds.contains(&token.kind))
            && self.token_end_line == self.cursor.line
    }

    pub(super) fn tag(&mut self) {
        if !self.begin_node() {
            return;
        }
        self.save_key();
        self.key_allowed = false;
        let start = self.cursor.clone();
        while !self.cursor.is_blank_or_end(0) {
            self.cursor.skip();
        }
        let written = self.text.get(start.at..self.cursor.at).unwrap_or("");
        if self.follows(&[TokenKind::Tag]) {
            self.slip(SlipKind::StrayProperty, start.at..self.cursor.at);
            return;
        }
        match self.resolve_tag(written) {
            Some(tag) => self.push(TokenKind::Tag, &start, self.cursor.at, Some(tag)),
            None => self.slip(SlipKind::BadTag, start.at..self.cursor.at),
        }
    }

    /// A standard tag as `!!name`, the tag that says nothing as `!`, any other as [`OTHER`];
    /// `None` if it can't be read.
    fn resolve_tag(&self, written: &str) -> Option<String> {
        if let Some(verbatim) = written.strip_prefix("!<") {
            let uri = read_uri(verbatim.strip_suffix('>')?).filter(|uri| !uri.is_empty())?;
            return Some(short(&uri, ""));
        }
        let body = written.strip_prefix('!')?;
        let name = body.bytes().take_while(|byte| is_name(*byte)).count();
        if body.as_bytes().get(name) == Some(&b'!') {
            let handle = written.get(..name + 2)?;
            let suffix = read_uri(written.get(name + 2..)?).filter(|uri| !uri.is_empty())?;
            return match (self.handles.get(handle), handle) {
                (Some(prefix), _) => Some(short(prefix, &suffix)),
                (None, "!!") => Some(short(STANDARD_PREFIX, &suffix)),
                _ => None,
            };
        }
        let suffix = read_uri(body)?;
        Some(match self.handles.get("!") {
            Some(prefix) => short(prefix, &suffix),
            None if suffix.is_empty() => "!".to_owned(),
            None => OTHER.to_owned(),
        })
    }

    /// A `%YAML` or `%TAG` line. After content it ends the document.
    pub(super) fn directive(&mut self) {
        let start = self.cursor.at;
        self.cursor.skip_to_break();
        let line = self.text.get(start..self.cursor.at).unwrap_or("");
        let content = line.split(" #").next().unwrap_or(line).trim_end();
        let range = start..start + content.len();
        if !self.read_directive(content) {
            // A slip of the finger is no reason to lose what stands around it.
            self.slip(SlipKind::BadDirective, range);
            return;
        }
        self.levels.clear();
        self.remove_key();
        if !self.tokens.is_empty() || self.started {
            self.end = Some(start);
        } else {
            self.directive = Some(range);
        }
    }

    fn read_directive(&mut self, line: &'t str) -> bool {
        let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        match (words.next(), words.next(), words.next(), words.next()) {
            (Some("%YAML"), Some("1.1"), None, None) => self.directive.is_none(),
            (Some("%TAG"), Some(handle), Some(prefix), None) => {
                let name =
                    handle.strip_prefix('!').map(|name| name.strip_suffix('!').unwrap_or(name));
                let readable = name.is_some_and(|name| name.bytes().all(is_name))
                    && (handle == "!" || handle.len() > 1 && handle.ends_with('!'));
                let known = self.handles.contains_key(handle);
                let Some(prefix) = read_uri(prefix).filter(|_| readable && !known) else {
                    return false;
                };
                self.handles.insert(handle, prefix);
                true
            }
            _ => false,
        }
    }
}

/// The name of a tag that consists of these parts.
fn short(prefix: &str, suffix: &str) -> String {
    /// No standard tag is longer.
    const LONGEST: usize = 64;
    if prefix.len() + suffix.len() > LONGEST {
        return OTHER.to_owned();
    }
    match format!("{prefix}{suffix}").strip_prefix(STANDARD_PREFIX) {
        Some(name) => format!("!!{name}"),
        None => OTHER.to_owned(),
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// Decodes the `%` escapes of a URI; `None` if a character can't stand in one.
fn read_uri(uri: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = after.get(2..)?;
        } else if is_name(first) || b";/?:@&=+$,.!~*'()[]".contains(&first) {
            bytes.push(first);
            rest = after;
        } else {
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}
