//! The app's icon, as the rules about it see it.

use std::ops::Range;

use imagesize::{ImageType, blob_size, image_type};

use super::Context;
use crate::project::{Found, Project, path};

/// As much of an icon as is read: all headers lie within.
const MOST_BYTES: usize = 64 << 10;

/// What every PNG begins with.
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What `icon` says.
#[derive(Debug)]
pub(crate) struct Icon<'a> {
    /// The text, not empty: an empty one means that there is no icon.
    pub(crate) text: &'a str,
    /// Where it stands.
    pub(crate) range: Range<usize>,
}

/// What a file turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Image {
    /// A PNG of this width and height.
    Png(usize, usize),
    /// A WebP of this width and height.
    Webp(usize, usize),
    /// A PNG or WebP, as named, whose header is cut short or damaged.
    Damaged(&'static str),
    /// An image of another kind, as named.
    Other(&'static str),
    /// Nothing at all.
    Empty,
    /// No image that we know.
    Unknown,
}

/// The app's icon, if it has one.
pub(super) fn icon<'a>(context: &Context<'a>) -> Option<Icon<'a>> {
    let (text, place) = context.app.root.text(context.document, "icon")?;
    (!text.is_empty()).then(|| Icon { text, range: context.document.mark(place) })
}

/// Whether it is an address on the web rather than a path.
pub(super) fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+')
    };
    scheme.is_some_and(is_scheme) || text.starts_with("data:")
}

/// Whether the icon is looked for where it says: a path inside the project.
pub(super) fn is_path_inside(text: &str) -> bool {
    !is_address(text) && !path::is_absolute(text) && !path::leaves(text)
}

/// The app's icon and what its file holds, if there is one to be read in the project.
pub(super) fn shown<'a>(context: &Context<'a>) -> Option<(Icon<'a>, Image)> {
    let icon = icon(context)?;
    let image = context.image.get_or_init(|| image(context.project?, &icon));
    Some((icon, (*image)?))
}

/// What an icon's file holds, if there is one to be read in the project.
pub(crate) fn image(project: &Project, icon: &Icon<'_>) -> Option<Image> {
    if !is_path_inside(icon.text) || project.find(icon.text) != Found::File {
        return None;
    }
    project.read(icon.text, MOST_BYTES).map(|bytes| judge(&bytes))
}

fn judge(bytes: &[u8]) -> Image {
    if bytes.is_empty() {
        return Image::Empty;
    }
    if bytes.starts_with(PNG_SIGNATURE) {
        return png(bytes).unwrap_or(Image::Damaged("PNG"));
    }
    // The library wants 12 bytes, whatever they tell.
    let mut start = [0; 12];
    start.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    match image_type(&start) {
        Ok(ImageType::Webp) => match blob_size(bytes) {
            Ok(size) => Image::Webp(size.width, size.height),
            Err(_) => Image::Damaged("WebP"),
        },
        Ok(ImageType::Jpeg) => Image::Other("a JPEG"),
        Ok(ImageType::Gif) => Image::Other("a GIF"),
        Ok(ImageType::Bmp) => Image::Other("a BMP"),
        Ok(ImageType::Ico) => Image::Other("an ICO"),
        _ if is_svg(bytes) => Image::Other("an SVG"),
        _ => Image::Unknown,
    }
}

/// The size of a PNG whose header is whole and bears the right checksum.
fn png(bytes: &[u8]) -> Option<Image> {
    let after = bytes.strip_prefix(PNG_SIGNATURE)?.strip_prefix(b"\0\0\0\x0d")?;
    let (header, rest) = after.split_at_checked(17)?;
    let checksum = u32::from_be_bytes(*rest.first_chunk()?);
    let size = blob_size(bytes).ok()?;
    let whole = header.starts_with(b"IHDR")
        && crc32fast::hash(header) == checksum
        && size.width > 0
        && size.height > 0;
    whole.then_some(Image::Png(size.width, size.height))
}

fn is_svg(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes));
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('<')
        && text.contains("<svg")
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "the bounds are those of a constant")]
mod tests {
    use super::*;

    const PNG: &[u8] =
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\0\0\0\x02\0\x01\0\0\0\0\xdc\x03\xe9W";

    #[test]
    fn a_file_is_judged_by_its_content() {
        assert_eq!(judge(PNG), Image::Png(512, 512));
        assert_eq!(judge(b"\x89PNG\r"), Image::Unknown);
        assert_eq!(judge(b""), Image::Empty);
        assert_eq!(judge(b"hello, this is a text\n"), Image::Unknown);
        assert_eq!(judge(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01"), Image::Other("a JPEG"));
        assert_eq!(judge(b"\xff\xd8\xff"), Image::Other("a JPEG"));
        assert_eq!(judge(b"GIF89a\0\x02\0\x02\x87\0\0"), Image::Other("a GIF"));
        assert_eq!(judge(b"<?xml version='1.0'?>\n<svg/>"), Image::Other("an SVG"));
        assert_eq!(judge(b"RIFF\0\0\0\0WEBPVP8 "), Image::Damaged("WebP"));
    }

    #[test]
    fn every_bit_of_a_png_header_counts() {
        for end in PNG_SIGNATURE.len()..PNG.len() {
            assert_eq!(judge(&PNG[..end]), Image::Damaged("PNG"), "{end}");
        }
        for at in PNG_SIGNATURE.len()..PNG.len() {
            let mut bytes = PNG.to_vec();
            bytes[at] ^= 1;
            assert_eq!(judge(&bytes), Image::Damaged("PNG"), "{at}");
        }
    }

    #[test]
    fn addresses_are_told_from_paths() {
        for text in ["https://example.com/icon.png", "http://a", "data:image/png;base64,AA"] {
            assert!(is_address(text), "{text}");
        }
        for text in ["icon.png", "./a", "://", "a/b://c", "C:/icon.png"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
