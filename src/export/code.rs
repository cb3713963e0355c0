//! The square code of a short address, as squares to draw and as a picture.

use qrcode::{Color, EcLevel, QrCode};

/// White modules around a code: its readers need four.
pub const QUIET: usize = 4;

/// A square code.
pub struct Code {
    /// How many modules it has on each side, without the white around it.
    pub width: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The code of an address; `None` if it is too long for one.
    pub fn of(address: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
        Some(Self {
            width: code.width(),
            dark: code
                .to_colors()
                .into_iter()
                .map(|colour| colour == Color::Dark)
                .collect(),
        })
    }

    /// Every run of dark neighbours: row, first column, length.
    pub fn runs(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.dark
            .chunks(self.width)
            .enumerate()
            .flat_map(|(row, modules)| {
                let mut column = 0;
                modules
                    .chunk_by(|one, other| one == other)
                    .filter_map(move |run| {
                        let start = column;
                        column += run.len();
                        (run.first() == Some(&true)).then_some((row, start, run.len()))
                    })
            })
    }

    /// A PNG in black and white, four pixels for each module. Its data is stored, not packed: whoever keeps it packs it.
    pub fn png(&self) -> Vec<u8> {
        const SCALE: usize = 4;
        let side = (self.width + 2 * QUIET) * SCALE;
        let mut data = Vec::with_capacity(side * (side / 8 + 2));
        for y in 0..side {
            data.push(0);
            let mut byte = 0_u8;
            for x in 0..side {
                byte = byte << 1 | u8::from(!self.is_dark(x / SCALE, y / SCALE));
                if x % 8 == 7 {
                    data.push(byte);
                    byte = 0;
                }
            }
            if !side.is_multiple_of(8) {
                data.push(byte << (8 - side % 8));
            }
        }
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let side = u32::try_from(side).unwrap_or(0).to_be_bytes();
        // One bit for each pixel, grey, nothing interlaced.
        chunk(
            &mut png,
            b"IHDR",
            &[&side[..], &side, &[1, 0, 0, 0, 0]].concat(),
        );
        chunk(&mut png, b"IDAT", &stored(&data));
        chunk(&mut png, b"IEND", &[]);
        png
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        let (Some(x), Some(y)) = (x.checked_sub(QUIET), y.checked_sub(QUIET)) else {
            return false;
        };
        x < self.width && y < self.width && self.dark[y * self.width + x]
    }
}

fn chunk(png: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).unwrap_or(0);
    png.extend(length.to_be_bytes());
    let from = png.len();
    png.extend(name);
    png.extend(data);
    let sum = crc(&png[from..]);
    png.extend(sum.to_be_bytes());
}

/// A zlib stream of stored blocks (RFC 1950 and 1951).
fn stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xFFFF).peekable();
    while let Some(block) = blocks.next() {
        out.push(u8::from(blocks.peek().is_none()));
        let length = u16::try_from(block.len()).unwrap_or(0);
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in data {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    out.extend((high << 16 | low).to_be_bytes());
    out
}

/// The check sum of PNG chunks (ISO 3309).
fn crc(data: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in data {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = sum >> 1 ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standards() {
        assert_eq!(crc(b"IEND"), 0xAE42_6082);
        assert_eq!(stored(b"a")[8..], 0x0062_0062_u32.to_be_bytes());
    }

    #[test]
    fn an_address_has_a_code_and_a_book_has_none() {
        let code = Code::of("https://network.example/c/1/").expect("it is short");
        let dark: usize = code.runs().map(|(_, _, length)| length).sum();
        assert_eq!(dark, code.dark.iter().filter(|dark| **dark).count());
        assert!(Code::of(&"x".repeat(5000)).is_none());
    }
}
