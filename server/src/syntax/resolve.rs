//! What type a scalar has: a mix of YAML 1.1 and 1.2 that the original's loader decides by.

use super::token::{SlipKind, Style};

/// A scalar's value, as the original's loader types it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`, in the three usual casings.
    Boolean(bool),
    /// A number; infinities and NaN included.
    Number(f64),
    /// A date, with or without a time of day.
    Timestamp,
    /// Anything else, and all that is quoted.
    Text,
}

/// Whether a scalar without quotes is text, and no value of another type.
#[must_use]
pub fn is_plain_text(text: &str) -> bool {
    untagged(text, true) == Scalar::Text
}

/// Types a scalar.
///
/// # Errors
/// Its tag demands a type that the text doesn't have.
pub(super) fn resolve(text: &str, style: Style, tag: Option<&str>) -> Result<Scalar, SlipKind> {
    match tag {
        Some("!!binary") if !is_base64(text) => Err(SlipKind::ImpossibleTag),
        None | Some("!") if style != Style::Plain => Ok(Scalar::Text),
        None | Some("!") => Ok(untagged(text, true)),
        Some("!!timestamp") => expect(untagged(text, true), |found| found == Scalar::Timestamp),
        Some("!!null") => expect(untagged(text, false), |found| found == Scalar::Null),
        Some("!!bool") => {
            expect(untagged(text, false), |found| matches!(found, Scalar::Boolean(_)))
        }
        Some("!!float") => {
            expect(untagged(text, false), |found| matches!(found, Scalar::Number(_)))
        }
        Some("!!int") => expect(untagged(text, false), |found| {
            matches!(found, Scalar::Number(_)) && is_integer(text)
        }),
        Some(_) => Ok(Scalar::Text),
    }
}

fn expect(found: Scalar, is_right: impl Fn(Scalar) -> bool) -> Result<Scalar, SlipKind> {
    if is_right(found) { Ok(found) } else { Err(SlipKind::ImpossibleTag) }
}

fn untagged(text: &str, dates: bool) -> Scalar {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Scalar::Null,
        "true" | "True" | "TRUE" => return Scalar::Boolean(true),
        "false" | "False" | "FALSE" => return Scalar::Boolean(false),
        ".nan" | ".NaN" | ".NAN" => return Scalar::Number(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
            return Scalar::Number(f64::INFINITY);
        }
        "-.inf" | "-.Inf" | "-.INF" => return Scalar::Number(f64::NEG_INFINITY),
        _ => {}
    }
    let number = match text.as_bytes() {
        [b'.', ..] => decimal(text),
        [b'0'..=b'9' | b'+' | b'-', ..] => {
            if dates && super::timestamp::is_timestamp(text) {
                return Scalar::Timestamp;
            }
            let digits = text.replace('_', "");
            integer(&digits).or_else(|| decimal(&digits))
        }
        _ => None,
    };
    number.map_or(Scalar::Text, Scalar::Number)
}

fn is_integer(text: &str) -> bool {
    integer(&text.replace('_', "")).is_some()
}

/// An integer of up to 64 bits in any of the notations, without underscores.
#[expect(clippy::cast_precision_loss, reason = "only zero is ever compared exactly")]
fn integer(digits: &str) -> Option<f64> {
    let (sign, body) = match digits.strip_prefix('-') {
        Some(body) => (-1.0, body),
        None => (1.0, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let lower = body.to_ascii_lowercase();
    let (radix, body) = if let Some(hex) = lower.strip_prefix("0x") {
        (16, hex)
    } else if let Some(binary) = lower.strip_prefix("0b") {
        (2, binary)
    } else if let Some(octal) = lower.strip_prefix("0o") {
        (8, octal)
    } else if body.len() > 1 && body.starts_with('0') {
        (8, body.get(1..)?)
    } else {
        (10, body)
    };
    if !body.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return None;
    }
    let value = u64::from_str_radix(body, radix).ok()?;
    (sign > 0.0 || value <= 1 << 63).then_some(sign * value as f64)
}

/// A decimal fraction; too large a one is text, too small a one is zero.
fn decimal(digits: &str) -> Option<f64> {
    let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    let (mantissa, exponent) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) =
        mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let mantissa_fits = all_digits(whole)
        && fraction.is_none_or(all_digits)
        && (!whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty()));
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && all_digits(digits)
    });
    if !mantissa_fits || !exponent_fits {
        return None;
    }
    digits.parse::<f64>().ok().filter(|value| value.is_finite())
}

fn is_base64(text: &str) -> bool {
    let body: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect();
    let data = body.strip_suffix(b"==").or_else(|| body.strip_suffix(b"=")).unwrap_or(&body);
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    body.len().is_multiple_of(4) && data.len() % 4 != 1 && data.iter().all(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_have_the_types_the_original_gives_them() {
        let number = |text| matches!(untagged(text, true), Scalar::Number(_));
        for text in ["0", "0.0", ".0", "00", "0x0", "0o0", "0b0", "-0", "+0", "0e0", "0_0", "08"] {
            assert!(number(text), "{text}");
        }
        for text in ["1e-400", "99999999999999999999", "1_000", "0755", "-0x1F", "1."] {
            assert!(number(text), "{text}");
        }
        for text in
            ["1e400", "12:30", "yes", "on", "y", "0x", "v0", "1.2.3", "- 1", "0o8", "_1", "."]
        {
            assert_eq!(untagged(text, true), Scalar::Text, "{text}");
        }
        assert_eq!(untagged("1e-400", true), Scalar::Number(0.0));
        assert_eq!(untagged("2023-01-01", true), Scalar::Timestamp);
    }

    #[test]
    fn tags_demand_their_type() {
        let plain = |text, tag| resolve(text, Style::Plain, Some(tag));
        assert_eq!(plain("0", "!!float"), Ok(Scalar::Number(0.0)));
        assert_eq!(plain("123", "!!str"), Ok(Scalar::Text));
        assert_eq!(plain("123", "!foo"), Ok(Scalar::Text));
        assert_eq!(plain("123", "!"), Ok(Scalar::Number(123.0)));
        assert_eq!(resolve("0", Style::Double, Some("!!int")), Ok(Scalar::Number(0.0)));
        for (text, tag) in [
            ("abc", "!!int"),
            ("0.5", "!!int"),
            ("yes", "!!bool"),
            ("x", "!!null"),
            ("@@", "!!binary"),
        ] {
            assert_eq!(plain(text, tag), Err(SlipKind::ImpossibleTag), "{tag} {text}");
        }
    }
}
