//! Messages in frames: a header with the length, then that many bytes of JSON.

use std::io::{self, Write};

use tokio::io::{AsyncRead, AsyncReadExt};

/// The longest message that is read. A longer one is noise.
const MAX_BODY: usize = 64 << 20;
/// The longest header that is read before it counts as noise.
const MAX_HEADER: usize = 4 << 10;
/// Bytes that are kept ready for the next message.
const KEPT: usize = 1 << 20;
const LENGTH: &[u8] = b"content-length:";

/// What came in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The bytes of one message.
    Message(Vec<u8>),
    /// Something that is no message, skipped up to the next header.
    Noise,
}

/// Reads frames, and finds the next one after whatever is none.
#[derive(Debug)]
pub(super) struct Reader<R> {
    input: R,
    buffer: Vec<u8>,
}

impl<R: AsyncRead + Unpin> Reader<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, buffer: Vec::new() }
    }

    /// The next frame; `None` at the end of the input.
    ///
    /// # Errors
    /// The input can't be read.
    pub(super) async fn next(&mut self) -> io::Result<Option<Frame>> {
        let header = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break self.buffer.drain(..end + 4).collect::<Vec<_>>();
            }
            if self.buffer.len() > MAX_HEADER {
                self.skip_noise();
                return Ok(Some(Frame::Noise));
            }
            if self.fill().await? == 0 {
                return Ok(None);
            }
        };
        // Noise, or a message that was cut off, may stand before.
        let Some(length) = content_length(&header) else { return Ok(Some(Frame::Noise)) };
        if length > MAX_BODY {
            // A length like this is likely a mistake, so what follows is searched, not swallowed.
            return Ok(Some(Frame::Noise));
        }
        while self.buffer.len() < length {
            if self.fill().await? == 0 {
                return Ok(None);
            }
        }
        let message = self.buffer.drain(..length).collect();
        if self.buffer.capacity() > KEPT {
            self.buffer.shrink_to(KEPT);
        }
        Ok(Some(Frame::Message(message)))
    }

    async fn fill(&mut self) -> io::Result<usize> {
        self.input.read_buf(&mut self.buffer).await
    }

    /// Drops what can't be part of a header any more.
    fn skip_noise(&mut self) {
        let lower = self.buffer.to_ascii_lowercase();
        let keep = find(lower.get(1..).unwrap_or(&[]), LENGTH)
            .map_or_else(|| self.buffer.len().saturating_sub(LENGTH.len()), |at| at + 1);
        self.buffer.drain(..keep);
    }
}

/// Writes one message.
///
/// # Errors
/// The output can't be written.
pub(super) fn write(output: &mut impl Write, body: &[u8]) -> io::Result<()> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    output.write_all(&frame)?;
    output.flush()
}

/// The length that a header gives, whatever else it says: the last one, if there are several.
fn content_length(header: &[u8]) -> Option<usize> {
    let lower = header.to_ascii_lowercase();
    let at = lower.windows(LENGTH.len()).rposition(|window| window == LENGTH)?;
    let rest = std::str::from_utf8(lower.get(at + LENGTH.len()..)?).ok()?;
    rest.split("\r\n").next()?.trim().parse().ok()
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the unexpected")]
mod tests {
    use super::*;

    fn frames(input: &[u8]) -> Vec<Frame> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut reader = Reader::new(input);
            let mut frames = Vec::new();
            while let Some(frame) = reader.next().await.unwrap() {
                frames.push(frame);
            }
            frames
        })
    }

    fn message(text: &str) -> Frame {
        Frame::Message(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_may_come_in_any_case_and_order() {
        let input = b"Content-Type: x\r\ncontent-LENGTH:2\r\n\r\n{}Content-Length: 1\r\n\r\n1";
        assert_eq!(frames(input), [message("{}"), message("1")]);
    }

    #[test]
    fn noise_is_skipped_up_to_the_next_header() {
        let input = b"garbage\r\n\r\nmoreContent-Length: 2\r\n\r\n{}";
        assert_eq!(frames(input), [Frame::Noise, message("{}")]);
        let long = [vec![b'x'; 10_000], b"\r\nContent-Length: 2\r\n\r\n{}".to_vec()].concat();
        assert_eq!(frames(&long).last(), Some(&message("{}")));
    }

    #[test]
    fn what_follows_an_impossible_length_is_found() {
        let mut input = b"Content-Length: 99999999999\r\n\r\n".to_vec();
        input.extend([b'x'; 100_000]);
        input.extend(b"Content-Length: -1\r\n\r\nContent-Length: 2\r\n\r\n{}");
        assert_eq!(frames(&input).last(), Some(&message("{}")));
    }

    #[test]
    fn a_broken_header_costs_no_other_message() {
        for broken in [
            "Content-Length: 5",
            "Content-Length: 5\r\n",
            "Content-Length: 2\n\n{}",
            "Content-Length: abc\r\n",
            "Content-Length: 99\r\n",
        ] {
            let input = format!("{broken}Content-Length: 2\r\n\r\n{{}}");
            assert_eq!(frames(input.as_bytes()), [message("{}")], "{broken:?}");
        }
    }

    #[test]
    fn a_message_cut_off_is_no_message() {
        assert_eq!(frames(b"Content-Length: 5\r\n\r\n{}"), []);
    }
}
