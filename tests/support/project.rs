//! Small projects, described by a line for each file.

use std::path::{Path, PathBuf};

/// Makes the files that a list names, one a line:
///
/// - `path`: an empty file; `path/`: a folder; `path: text`: a file with that text and a line end;
/// - `path: png 512x512`, `path: webp 512x512`, `path: jpeg`: an image;
/// - `path: hex 89504e47`: these bytes; `path: size 300000000`: so many bytes, all zero;
/// - `path: lines a b c`: a file of these lines;
/// - `path: pipe`, `path: socket`: a named pipe, a socket;
/// - `path -> target`: a symbolic link.
///
/// In a path, `%0a` stands for the byte of this number.
pub fn write_files(folder: &Path, list: &str) {
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some((path, target)) = line.split_once(" -> ") {
            #[cfg(unix)]
            {
                let link = at(folder, path);
                std::fs::create_dir_all(link.parent().unwrap()).expect("a folder is made");
                std::os::unix::fs::symlink(target, link).expect("a link is made");
            }
            #[cfg(not(unix))]
            panic!("no symbolic link {path} to {target} on this system");
        } else if let Some(path) = line.strip_suffix(": pipe") {
            #[cfg(unix)]
            pipe(&at(folder, path));
            #[cfg(not(unix))]
            panic!("no pipe {path} on this system");
        } else if let Some(path) = line.strip_suffix(": socket") {
            #[cfg(unix)]
            {
                write(&folder.join(path), b"");
                std::fs::remove_file(folder.join(path)).expect("the folder stays");
                std::os::unix::net::UnixListener::bind(folder.join(path))
                    .expect("a socket is made");
            }
            #[cfg(not(unix))]
            panic!("no socket {path} on this system");
        } else if let Some((path, size)) = line.split_once(": size ") {
            write(&at(folder, path), b"");
            let file = std::fs::File::options().write(true).open(at(folder, path));
            let size = size.parse().expect("a number of bytes");
            file.and_then(|file| file.set_len(size)).expect("a sparse file is made");
        } else if let Some((path, content)) = line.split_once(": ") {
            write(&at(folder, path), &bytes(content));
        } else if line.ends_with('/') {
            std::fs::create_dir_all(at(folder, line)).expect("a folder is made");
        } else {
            write(&at(folder, line), b"");
        }
    }
}

/// Where a path of a list is.
fn at(folder: &Path, path: &str) -> PathBuf {
    let is_byte = |at: usize| {
        let digits = path.as_bytes().get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let sign = path.match_indices('%').map(|(at, _)| at).find(|at| is_byte(*at));
    let Some(sign) = sign else { return folder.join(path) };
    let (before, rest) = (&path[..sign], &path[sign + 1..]);
    let (digits, after) = rest.split_at(2);
    let mut name = folder.join(before).into_os_string();
    #[cfg(unix)]
    name.push(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&hex(digits)));
    #[cfg(not(unix))]
    panic!("no byte {digits} in a name on this system");
    name.push(at(Path::new(""), after));
    name.into()
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder is made");
    std::fs::write(path, bytes).expect("a file is written");
}

fn bytes(content: &str) -> Vec<u8> {
    let size = |text: &str| -> (u32, u32) {
        let (width, height) = text.split_once('x').expect("a size is WIDTHxHEIGHT");
        (width.parse().expect("a width"), height.parse().expect("a height"))
    };
    match content.split_once(' ') {
        Some(("png", rest)) => png(size(rest)),
        Some(("webp", rest)) => webp(size(rest)),
        Some(("hex", digits)) => hex(digits),
        Some(("lines", words)) => {
            words.split(' ').flat_map(|word| [word, "\n"]).collect::<String>().into_bytes()
        }
        _ if content == "jpeg" => b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00".to_vec(),
        _ => format!("{content}\n").into_bytes(),
    }
}

#[cfg(unix)]
fn pipe(path: &Path) {
    std::fs::create_dir_all(path.parent().expect("a pipe has a folder")).expect("a folder is made");
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.expect("mkfifo runs").success(), "a pipe is made");
}

/// The bytes that hexadecimal digits stand for, whatever blanks are between them.
pub fn hex(digits: &str) -> Vec<u8> {
    let digits: String = digits.split_whitespace().collect();
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("two hexadecimal digits");
    (0..digits.len()).step_by(2).map(byte).collect()
}

/// The signature and header of a PNG, checksum included.
fn png((width, height): (u32, u32)) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 6, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d".to_vec();
    bytes.extend(&header);
    bytes.extend(crc32(&header).to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

/// The header of an extended WebP.
fn webp((width, height): (u32, u32)) -> Vec<u8> {
    let mut bytes = b"RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00".to_vec();
    bytes.extend(&(width - 1).to_le_bytes()[..3]);
    bytes.extend(&(height - 1).to_le_bytes()[..3]);
    bytes
}
