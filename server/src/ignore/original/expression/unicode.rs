//! The classes of Unicode that have a name: `\pL`, `\p{Greek}`.
//!
//! Go knows the names of Unicode 13, and only as they are spelled here. The ranges are those of a
//! newer version, which differ in characters that did not exist then.

use std::sync::OnceLock;

use regex_syntax::hir::{Class, HirKind};

/// A class by its place in [`NAMES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Table(usize);

/// All of them, then the categories, then the scripts.
const NAMES: &str = "Any \
    C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl \
    Zp Zs \
    Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali \
    Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian \
    Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cyrillic Deseret Devanagari \
    Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian Glagolitic \
    Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran \
    Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese \
    Kaithi Kannada Katakana Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin \
    Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean \
    Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive \
    Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nandinagari New_Tai_Lue \
    Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian \
    Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Oriya Osage Osmanya Pahawh_Hmong \
    Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra \
    Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Syloti_Nagri \
    Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangut Telugu Thaana Thai Tibetan \
    Tifinagh Tirhuta Ugaritic Vai Wancho Warang_Citi Yezidi Yi Zanabazar_Square";

/// Characters from the first to the last of each pair, in order.
type Ranges = Box<[(u32, u32)]>;

const COUNT: usize = 1 + 36 + 156;

/// Filled as they are needed.
static TABLES: [OnceLock<Ranges>; COUNT] = [const { OnceLock::new() }; COUNT];

impl Table {
    /// The class with exactly this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.split(' ').position(|known| known == name).map(Self)
    }

    /// Its characters, in order.
    pub(super) fn ranges(self) -> &'static [(u32, u32)] {
        let name = NAMES.split(' ').nth(self.0).unwrap_or_default();
        TABLES.get(self.0).map_or(&[], |table| table.get_or_init(|| ranges(name)))
    }
}

fn ranges(name: &str) -> Ranges {
    let class = match name {
        "Any" => return Box::new([(0, char::MAX as u32)]),
        // Half of a pair of UTF-16 is no character in a text.
        "Cs" => return Box::new([]),
        // For Go, a character that is not assigned is in no category.
        "C" => "[\\p{gc=Cc}\\p{gc=Cf}\\p{gc=Co}]".to_owned(),
        _ if name.len() <= 2 && name != "Yi" => format!("\\p{{gc={name}}}"),
        _ => format!("\\p{{sc={name}}}"),
    };
    match regex_syntax::parse(&class).map(regex_syntax::hir::Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => {
            class.iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
        // A class of one character.
        Ok(HirKind::Literal(literal)) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or_default();
            text.chars().map(|character| (character.into(), character.into())).collect()
        }
        _ => Box::new([]),
    }
}
