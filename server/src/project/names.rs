//! The one name that counts, and those that are nearly it.

use std::ffi::OsStr;

/// The name that makes a file a Spacefile, in exactly this case.
pub const SPACEFILE: &str = "Spacefile";

/// Whether a name is `Spacefile` but for case and one likely ending.
#[must_use]
pub fn is_nearly_spacefile(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else {
        return false;
    };
    let lower = name.to_ascii_lowercase();
    let ending = lower.strip_prefix("spacefile");
    name != SPACEFILE
        && ending.is_some_and(|ending| matches!(ending, "" | ".yml" | ".yaml" | ".txt" | ".json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clear_cases_are_near() {
        for near in ["spacefile", "SPACEFILE", "SpaceFile", "Spacefile.yml", "spacefile.YAML"] {
            assert!(is_nearly_spacefile(OsStr::new(near)), "{near}");
        }
        for other in [
            "Spacefile",
            "space.yml",
            "Spacefile.bak",
            "Spacefile2",
            "",
            "my-spacefile",
            "Späcefile",
        ] {
            assert!(!is_nearly_spacefile(OsStr::new(other)), "{other}");
        }
    }
}
