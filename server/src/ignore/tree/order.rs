//! Byte order of whole paths.

use std::cmp::Ordering;

/// Compares two entries of one folder, each a name and whether it is a folder, so that walking
/// down in this order meets whole paths in byte order: what follows a folder's name is a `/`.
pub(in crate::ignore) fn compare(one: (&[u8], bool), other: (&[u8], bool)) -> Ordering {
    let shared = one.0.len().min(other.0.len());
    let (start, rest) = one.0.split_at(shared);
    let (other_start, other_rest) = other.0.split_at(shared);
    start.cmp(other_start).then_with(|| after(rest, one.1).cmp(&after(other_rest, other.1)))
}

/// What comes next in a path: the rest of a name, the slash behind a folder's, or its end.
fn after(rest: &[u8], is_folder: bool) -> Option<u8> {
    rest.first().copied().or(is_folder.then_some(b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_folder_is_a_slash() {
        let mut names: Vec<(&[u8], bool)> = vec![
            (b"a0", false),
            (b"a", true),
            (b"a.b", true),
            (b"a-b", false),
            (b"", true),
            (b"b", false),
            (b"a.", false),
        ];
        names.sort_by(|one, other| compare(*one, *other));
        let paths = |(name, is_folder): &(&[u8], bool)| {
            [*name, if *is_folder { b"/x".as_slice() } else { b"" }].concat()
        };
        let paths: Vec<_> = names.iter().map(paths).collect();
        assert!(paths.is_sorted(), "{paths:?}");
    }
}
