//! Compressed copies beside text files, for hosts that send them as they lie there.

use std::fs;
use std::io::{self, Read};

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use libdeflater::{CompressionLvl, Compressor, Decompressor};

use super::{EmitError, Emitter, Entry};
use crate::hash::sha256;
use crate::path::OutputPath;

/// A file that fits into one packet is not sent sooner for being smaller. In bytes.
const SMALLEST: usize = 1024;

/// What is sent as text. Documents and pictures are compressed already.
const TEXTS: [&str; 8] = [
    ".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md",
];

/// Measured on 1,558 files of a made-up network of 1,000 pages (21.5 MB), CPU seconds and what is left of the bytes: quality 5 1.05 s and
/// 21.1 %, 6 1.13 s and 21.1 %, 9 7.1 s and 21.0 %, 10 13.2 s and 19.4 %, 11 34.1 s and 18.8 %.
const BROTLI_QUALITY: i32 = 5;

/// The same files: level 6 0.18 s and 23.3 %, 9 0.29 s and 23.1 %, 12 5.7 s and 22.5 %.
const GZIP_LEVEL: i32 = 6;

/// A way to compress.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packing {
    /// What nearly every browser takes.
    Brotli,
    /// What every browser and host takes.
    Gzip,
}

impl Packing {
    /// All of them.
    pub const ALL: [Packing; 2] = [Packing::Brotli, Packing::Gzip];

    /// What hosts expect behind the name of the file.
    pub const fn ending(self) -> &'static str {
        match self {
            Packing::Brotli => ".br",
            Packing::Gzip => ".gz",
        }
    }

    fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut packed = Vec::with_capacity(bytes.len() / 2);
        match self {
            Packing::Brotli => {
                let parameters = BrotliEncoderParams {
                    quality: BROTLI_QUALITY,
                    mode: BrotliEncoderMode::BROTLI_MODE_TEXT,
                    size_hint: bytes.len(),
                    ..BrotliEncoderParams::default()
                };
                brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
            }
            Packing::Gzip => {
                // One that packed another file before may pack the same bytes otherwise, so each file has its own. No time and no name
                // go into it either.
                let level = CompressionLvl::new(GZIP_LEVEL).unwrap_or_default();
                let mut compressor = Compressor::new(level);
                packed.resize(compressor.gzip_compress_bound(bytes.len()), 0);
                let length = compressor
                    .gzip_compress(bytes, &mut packed)
                    .map_err(io::Error::other)?;
                packed.truncate(length);
            }
        }
        Ok(packed)
    }

    /// Whether a copy holds these bytes. What it holds beyond them is not unpacked.
    fn holds(self, packed: &[u8], bytes: &[u8]) -> bool {
        match self {
            Packing::Brotli => {
                let mut held = Vec::with_capacity(bytes.len() + 1);
                brotli::Decompressor::new(packed, 4096)
                    .take(bytes.len() as u64 + 1)
                    .read_to_end(&mut held)
                    .is_ok_and(|_| held == bytes)
            }
            Packing::Gzip => {
                let mut held = vec![0; bytes.len()];
                Decompressor::new()
                    .gzip_decompress(packed, &mut held)
                    .is_ok_and(|length| held[..length] == *bytes)
            }
        }
    }
}

/// The path of the file that a compressed copy belongs to; any other path is its own.
pub fn without_packing(path: &str) -> &str {
    Packing::ALL
        .iter()
        .find_map(|packing| path.strip_suffix(packing.ending()))
        .unwrap_or(path)
}

impl Emitter {
    /// Takes a file in, as [`Emitter::put`] does, and compressed copies of it where they are worth it: a text, not a tiny one, of which a
    /// tenth and more is saved. No other file can have their names: archives are not offered to readers.
    ///
    /// # Errors
    /// When the disk says no; nothing of the site has changed then.
    pub fn put_with_copies(
        &self,
        path: &OutputPath,
        bytes: &[u8],
    ) -> Result<Vec<Entry>, EmitError> {
        let mut taken = vec![self.put(path, bytes)?];
        let is_text = TEXTS.iter().any(|ending| path.as_str().ends_with(ending));
        if !is_text || bytes.len() < SMALLEST {
            return Ok(taken);
        }
        for packing in Packing::ALL {
            let copy = OutputPath::new(format!("{}{}", path.as_str(), packing.ending()));
            let packed = match self.copy_of_last_time(&copy, packing, bytes) {
                Some(packed) => packed,
                None => packing
                    .pack(bytes)
                    .map_err(|error| EmitError::Io(self.root.join(copy.as_str()), error))?,
            };
            if packed.len() <= bytes.len() - bytes.len() / 10 {
                taken.push(self.put(&copy, &packed)?);
            }
        }
        Ok(taken)
    }

    /// The copy that the build before made of the same bytes. To look into it costs a tenth of making it, and believes no list alone: a
    /// build that was cut off may have left the copy of another edition, and somebody may have added to it since. Another version of the
    /// program might pack in another way.
    fn copy_of_last_time(
        &self,
        copy: &OutputPath,
        packing: Packing,
        bytes: &[u8],
    ) -> Option<Vec<u8>> {
        let listed = (self.old.get(copy.as_str())).filter(|_| self.same_version)?;
        let packed = fs::read(self.root.join(copy.as_str())).ok()?;
        let same = sha256(&packed) == listed.sha256 && packing.holds(&packed, bytes);
        same.then_some(packed)
    }
}
