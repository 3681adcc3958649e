//! Standard input, read by a thread of its own.
//!
//! A thread that waits where the bytes come in costs no detour through the pool of threads, which
//! is most of what a small request takes. What goes out has one, too: the outbox's.

use std::io::{self, Cursor, ErrorKind, Read};
use std::thread;

use futures_util::stream::poll_fn;
use tokio::io::AsyncRead;
use tokio::sync::mpsc::{Sender, channel};
use tokio_util::io::StreamReader;

/// Bytes that are read at a time.
const PIECE: usize = 64 << 10;
/// Pieces that wait to be looked at; then the client waits.
const MOST_PIECES: usize = 4;

type Piece = io::Result<Cursor<Vec<u8>>>;

/// What the client sends.
pub(super) fn input() -> impl AsyncRead + Unpin {
    let (pieces, mut received) = channel::<Piece>(MOST_PIECES);
    thread::spawn(move || pass_on(&mut io::stdin().lock(), &pieces));
    StreamReader::new(poll_fn(move |context| received.poll_recv(context)))
}

/// Passes on what comes in until it ends, or nobody is left to take it.
fn pass_on(input: &mut impl Read, pieces: &Sender<Piece>) {
    let mut buffer = vec![0; PIECE];
    loop {
        let piece = match input.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => Ok(Cursor::new(buffer.get(..length).unwrap_or_default().to_vec())),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let is_end = piece.is_err();
        if pieces.blocking_send(piece).is_err() || is_end {
            return;
        }
    }
}
