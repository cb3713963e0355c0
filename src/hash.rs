//! Digest of a complete input: the key of what is remembered. And the checksum that the world knows files by.

use std::fmt;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io;
use std::ops::Deref;
use std::path::Path;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// 128 bits of BLAKE3: two inputs with the same digest are taken to be the same input.
///
/// At 2^40 inputs the chance that any two collide is below 2^-48, so no value is compared twice.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of raw bytes, such as a file as it lies on the disk.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::shortened(blake3::hash(bytes))
    }

    /// The same of a file that need not be in memory as a whole.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(path)?)?;
        Ok(Self::shortened(hasher.finalize()))
    }

    /// The digest of a value through its `Hash`: stable within one program version on one kind of machine.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut feed = Feed {
            hasher: blake3::Hasher::new(),
            waiting: [0; WAITING],
            length: 0,
        };
        value.hash(&mut feed);
        Self::shortened(feed.hash())
    }

    /// The digest of several digests in their order.
    pub fn of_all(parts: &[Digest]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&part.0);
        }
        Self::shortened(hasher.finalize())
    }

    /// Ten hexadecimal digits, enough to tell versions of one asset apart in its file name.
    pub fn short(&self) -> String {
        self.0[..5]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// This many of its letters and digits, each worth five bits: safe in a file name even where capitals do not count.
    pub fn letters(&self, count: usize) -> String {
        const LETTERS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
        let bits = u128::from_le_bytes(self.0);
        (0..count)
            .map(|at| char::from(LETTERS[(bits >> (5 * at)) as usize & 31]))
            .collect()
    }

    fn shortened(hash: blake3::Hash) -> Self {
        let mut out = [0; 16];
        out.copy_from_slice(&hash.as_bytes()[..16]);
        Self(out)
    }
}

/// All hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({}…)", self.short())
    }
}

/// `Hash` writes a few bytes at a time, BLAKE3 is fast on many: this much waits between the two.
const WAITING: usize = 8 * 1024;

/// Feeds what `Hash` writes into BLAKE3.
struct Feed {
    hasher: blake3::Hasher,
    waiting: [u8; WAITING],
    length: usize,
}

impl Feed {
    fn hash(mut self) -> blake3::Hash {
        self.hasher.update(&self.waiting[..self.length]);
        self.hasher.finalize()
    }
}

impl Hasher for Feed {
    fn write(&mut self, bytes: &[u8]) {
        if self.length + bytes.len() > WAITING {
            self.hasher.update(&self.waiting[..self.length]);
            self.length = 0;
            if bytes.len() > WAITING {
                self.hasher.update(bytes);
                return;
            }
        }
        self.waiting[self.length..self.length + bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len();
    }

    /// Required by the trait; nobody asks for 64 bits where 128 are to be had.
    fn finish(&self) -> u64 {
        let mut hasher = self.hasher.clone();
        hasher.update(&self.waiting[..self.length]);
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }
}

/// A value that does not change, and its digest once somebody has asked for it.
#[derive(Clone, Debug)]
pub struct Digested<T> {
    value: T,
    digest: OnceLock<Digest>,
}

impl<T> Digested<T> {
    /// A value that nobody has asked for its digest.
    pub fn new(value: T) -> Self {
        Self {
            value,
            digest: OnceLock::new(),
        }
    }
}

impl<T: Hash> Digested<T> {
    /// The digest of the value.
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of(&self.value))
    }
}

impl<T> Deref for Digested<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Hash> Hash for Digested<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest().hash(state);
    }
}

impl<T: Serialize> Serialize for Digested<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// The SHA-256 of a file in hexadecimal digits: what other programs know a file by.
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| {
            [
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ]
        })
        .map(char::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_content_decide() {
        assert_eq!(Digest::of(&("a", 1)), Digest::of(&("a", 1)));
        assert_ne!(Digest::of(&("a", 1)), Digest::of(&("a", 2)));
        let (a, b) = (Digest::of_bytes(b"a"), Digest::of_bytes(b"b"));
        assert_ne!(Digest::of_all(&[a, b]), Digest::of_all(&[b, a]));
        assert_eq!(a.letters(5).len(), 5);
        assert_ne!(a.letters(5), b.letters(5));
    }
}
