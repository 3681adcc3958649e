//! What the scanner makes of the text.

use std::ops::Range;

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'…'`.
    Single,
    /// In `"…"`.
    Double,
    /// After `|`.
    Literal,
    /// After `>`.
    Folded,
}

/// The two kinds of collections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A list.
    Sequence,
    /// Keys with values.
    Mapping,
}

/// What a [`Token`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `-` before a list item.
    Dash,
    /// `?` before a key.
    Question,
    /// `:` after a key.
    Colon,
    /// `,` in flow style.
    Comma,
    /// `[` or `{`.
    Open(Shape),
    /// `]` or `}`.
    Close(Shape),
    /// `&name`.
    Anchor,
    /// `*name`.
    Alias,
    /// `!tag`.
    Tag,
    /// A value.
    Scalar(Style),
}

/// A word or sign of the text. A document can have millions of these, so they are kept small.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Bytes of the text; of a block scalar, without the line break at its end.
    pub range: Range<usize>,
    /// Line of the first character, from 0.
    pub line: u32,
    /// Column of the first character, in characters from 0, after repair of its line's indent.
    pub column: u32,
    /// Flow collections around it; 0 in block style.
    pub depth: u32,
    /// Whether it begins a line in block style.
    pub(super) fresh: bool,
    /// A scalar's text or a tag's resolved name, where it isn't what stands in `range`.
    pub(super) value: Option<Box<str>>,
}

impl Token {
    /// A scalar's text or a tag's resolved name, where it isn't what stands in `range`.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }
}

/// Slips of one kind of search that are recorded: past this, a text is no Spacefile gone wrong
/// but something else, and every further one costs time and memory for nothing.
pub(super) const MAX_SLIPS: usize = 1000;

/// A count for a [`Token`]. A document of 4 MiB never reaches the limit.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Something that the original's loader refuses, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// What is wrong.
    pub kind: SlipKind,
    /// Byte offsets, end exclusive.
    pub range: Range<usize>,
}

/// The ways in which a text can fail to be YAML as the original reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipKind {
    /// A line that should be `key: value` has no colon.
    MissingColon,
    /// A colon in brackets has no space after it, and so is part of the text before it.
    MissingSpace,
    /// A line starts at a column where nothing can; the nearest possible one, from 0.
    BadIndent {
        /// Column the line was read at, from 0.
        expected: usize,
    },
    /// A quoted text is never closed.
    UnclosedQuote {
        /// `'` or `"`.
        quote: char,
    },
    /// Something other than a comment follows a closing quote or bracket.
    TextAfterValue,
    /// `\x` that means nothing in double quotes.
    BadEscape,
    /// `[` or `{` without its counterpart.
    UnclosedBracket {
        /// The bracket that is missing.
        close: char,
    },
    /// `]` or `}` that closes nothing here.
    StrayBracket,
    /// Two items in brackets without a comma between them.
    MissingComma,
    /// Nothing between two commas.
    StrayComma,
    /// `:` where no key can end.
    StrayColon,
    /// `:` with nothing before it.
    MissingKey,
    /// A list item without its `-`.
    MissingDash,
    /// `-` with no space after it.
    GluedDash,
    /// `-` where no list can start.
    StrayDash,
    /// `?` where no key can start.
    StrayQuestion,
    /// A tab where only spaces indent.
    Tab,
    /// A character that can't start a value.
    BadStart {
        /// The character.
        character: char,
    },
    /// `&` or `*` without a proper name.
    BadAnchor,
    /// An alias of an anchor that doesn't exist above it.
    UnknownAlias,
    /// An alias inside of the value its anchor names.
    RecursiveAlias,
    /// Aliases that multiply beyond all measure.
    AliasBomb,
    /// A tag that can't be read or has an undeclared prefix.
    BadTag,
    /// A value that isn't what its tag says.
    ImpossibleTag,
    /// Two anchors or two tags on one value, or one on an alias.
    StrayProperty,
    /// A `%` line that the original doesn't know.
    BadDirective,
    /// Something other than an indicator or a comment after `|` or `>`.
    BadBlockHeader,
    /// A key of more than 1024 characters.
    LongKey,
    /// A list or mapping as a key.
    CollectionKey,
    /// More than 10000 levels.
    TooDeep,
    /// A line that git left when a merge failed.
    ConflictMarker,
    /// `<<` with something else than mappings.
    BadMerge,
    /// A line that fits nowhere.
    Misplaced,
    /// A control character or a byte that is no text.
    BadCharacter {
        /// The character, where it is one.
        character: Option<char>,
        /// How many more follow in the text.
        more: usize,
    },
    /// UTF-16 without a byte order mark.
    MissingByteOrderMark,
}
