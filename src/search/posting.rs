//! From counts to impacts: BM25F with the length of fields and the weight of fields folded into one small number.

use serde::{Deserialize, Serialize};

use super::analysis::Terms;
use super::occurrences::{self, FIELDS, Field, Occurrences};
use crate::plan::view::search::Standing;

/// Weight of each field, in the order of [`Field`].
pub const WEIGHTS: [f32; FIELDS] = [10.0, 4.5, 3.5, 3.5, 1.6, 1.5, 1.0, 0.6, 0.8];

/// How much the length of a field counts, 0 to 1, in the order of [`Field`].
const LENGTH: [f32; FIELDS] = [0.3, 0.2, 0.1, 0.1, 0.5, 0.4, 0.8, 0.5, 0.0];

/// Saturation of BM25: a weighted count of this size gives half of the greatest impact.
const HALF: f32 = 2.0;

/// Share of the greatest impact that any occurrence gives, so that a rare word in a file is not drowned
/// (the lower bound of BM25+, Lv and Zhai 2011).
const FLOOR: f32 = 0.1;

/// Bit of [`Posting::strength`]: the word stands in the title.
pub const IN_TITLE: u8 = 128;

/// Bit of [`Posting::strength`]: the word stands in the procedure, member or kind.
pub const IN_LABEL: u8 = 64;

/// One page in the list of a word.
#[derive(Debug, Clone, Copy)]
pub struct Posting {
    /// Number of the page.
    pub page: u32,
    /// Impact 1 to 63 in the lower six bits, [`IN_TITLE`], [`IN_LABEL`].
    pub strength: u8,
    /// See [`Occurrences::near`]; none in lists of concepts.
    pub near: u8,
    /// Words of the title without stop words.
    pub title_words: u8,
}

/// A posting of a batch in five bytes: its page among those of the batch (two, the lower first), its strength, its near bits, the words of
/// its title. Postings are most of what is kept.
#[derive(Debug, Clone, Copy)]
pub struct Packed([u8; 5]);

impl Packed {
    /// Packs a posting; a batch has no more pages than two bytes can count.
    pub fn of(posting: Posting) -> Self {
        let Posting {
            page,
            strength,
            near,
            title_words,
        } = posting;
        let [low, high, ..] = page.to_le_bytes();
        Self([low, high, strength, near, title_words])
    }

    /// The posting in the whole index, where the pages of its batch begin with `first`.
    pub fn unpacked(self, first: u32) -> Posting {
        let [low, high, strength, near, title_words] = self.0;
        Posting {
            page: first + u32::from(u16::from_le_bytes([low, high])),
            strength,
            near,
            title_words,
        }
    }

    /// See [`Posting::strength`].
    pub fn strength(self) -> u8 {
        self.0[2]
    }
}

/// Postings as one run of bytes where they are kept.
pub mod packed {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    use super::Packed;

    /// Writes them.
    pub fn serialize<S: Serializer>(postings: &[Packed], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = postings.iter().flat_map(|posting| posting.0).collect();
        serializer.serialize_bytes(&bytes)
    }

    /// Reads them.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Packed>, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        let (postings, rest) = bytes.as_chunks();
        match rest {
            [] => Ok(postings.iter().copied().map(Packed).collect()),
            _ => Err(D::Error::custom("a posting is cut off")),
        }
    }
}

/// How many words stand in each field of some pages.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
pub struct Lengths {
    /// Words by field.
    pub sums: [u64; occurrences::FIELDS],
    /// Pages, withdrawn ones too.
    pub pages: u32,
}

impl Lengths {
    /// Those of a batch.
    pub fn of(terms: &Terms) -> Self {
        let mut lengths = Self::default();
        for page in &terms.pages {
            lengths.add(&Self {
                sums: page.lengths.map(u64::from),
                pages: 1,
            });
        }
        lengths
    }

    /// Adds those of other pages.
    pub fn add(&mut self, other: &Self) {
        for (sum, more) in self.sums.iter_mut().zip(other.sums) {
            *sum += more;
        }
        self.pages += other.pages;
    }
}

/// Mean lengths of fields over all pages, rounded so that one edit does not move them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Means([f32; FIELDS]);

impl Means {
    /// Those of pages of such lengths.
    pub fn of(lengths: &Lengths) -> Self {
        let pages = lengths.pages.max(1) as f32;
        Self(std::array::from_fn(|field| {
            stepped(lengths.sums[field] as f32 / pages, 2.0).max(1.0)
        }))
    }

    /// What one occurrence in each field of a page is worth: weight over length, as in BM25F
    /// (Robertson, Zaragoza and Taylor 2004, equation 5). Lengths are rounded to half an octave, so that another sentence rarely moves all words of a page.
    pub fn worth(&self, lengths: &[u32; FIELDS]) -> [f32; FIELDS] {
        std::array::from_fn(|field| {
            let length = stepped(lengths[field] as f32, 2.0);
            WEIGHTS[field] / (1.0 - LENGTH[field] + LENGTH[field] * length / self.0[field])
        })
    }
}

/// Rounds to the nearest power of 2^(1/steps); zero stays zero.
fn stepped(value: f32, steps: f32) -> f32 {
    if value <= 0.0 {
        0.0
    } else {
        ((value.log2() * steps).round() / steps).exp2()
    }
}

/// The strength byte of a word with these counts in a page whose occurrences are worth this much.
pub fn strength(found: &Occurrences, worth: &[f32; FIELDS], standing: Standing) -> u8 {
    let sum: f32 = found
        .counts
        .iter()
        .zip(worth)
        .map(|(&count, worth)| f32::from(count) * worth)
        .sum();
    let lowered = match standing {
        Standing::Superseded | Standing::Withdrawn => 0.5,
        Standing::Overdue => 0.85,
        Standing::Current => 1.0,
    };
    let impact = (1.0 + (FLOOR + (1.0 - FLOOR) * sum / (sum + HALF)) * 62.0 * lowered) as u8;
    // Every fourth impact: fewer steps pack better and rank as well.
    let mut byte = impact.min(63) | 3;
    if found.counts[Field::Title as usize] > 0
        && matches!(standing, Standing::Current | Standing::Overdue)
    {
        byte |= IN_TITLE;
    }
    if [Field::Procedure, Field::Member, Field::Kind]
        .iter()
        .any(|&field| found.counts[field as usize] > 0)
    {
        byte |= IN_LABEL;
    }
    byte
}

/// How many postings of a list have which strength.
#[derive(Debug, Clone)]
pub struct Strengths([u32; 256]);

impl Default for Strengths {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Strengths {
    /// Counts one more.
    pub fn add(&mut self, strength: u8) {
        self.0[usize::from(strength)] += 1;
    }

    /// How many have this bit or a higher one.
    pub fn with_bit(&self, bit: u8) -> usize {
        self.0[usize::from(bit)..].iter().sum::<u32>() as usize
    }

    /// Those among the `most` of greatest strength: the title's bit is the highest, the label's comes next. Of equals the first are kept.
    pub fn strongest(&self, most: usize) -> Strongest {
        let mut room = most as u32;
        for (strength, count) in (0..=u8::MAX).zip(self.0).rev() {
            if count > room {
                return Strongest {
                    least: strength,
                    room,
                };
            }
            room -= count;
        }
        Strongest::ALL
    }
}

/// Tells which postings of a list are kept, asked in page order.
#[derive(Debug, Clone, Copy)]
pub struct Strongest {
    /// All that are stronger than this are kept.
    least: u8,
    /// How many more are kept that are just as strong.
    room: u32,
}

impl Strongest {
    /// All of them.
    pub const ALL: Self = Self {
        least: 0,
        room: u32::MAX,
    };

    /// Whether the next posting is kept; takes its room.
    pub fn keeps(&mut self, strength: u8) -> bool {
        if strength != self.least {
            return strength > self.least;
        }
        let fits = self.room > 0;
        self.room -= u32::from(fits);
        fits
    }
}

/// A list as it stands in a shard, in two parts, because bytes of one kind pack best beside each other.
#[derive(Debug, Default)]
pub struct Encoded {
    /// What the list is of, the number of pages, and pages by falling strength.
    pub pages: Vec<u8>,
    /// Near bits in the same order, and the length of the title for each posting in a title.
    pub near: Vec<u8>,
}

impl Encoded {
    /// Bytes of both parts.
    pub fn len(&self) -> usize {
        self.pages.len() + self.near.len()
    }
}

/// Appends a list: number of pages with the word; then for each strength that occurs, from the greatest, the strength, the number of
/// postings with it and the differences between their pages.
///
/// Sorted by strength, a posting costs little more than the place of its page: the strength stands once for many.
pub fn encode(pages: u32, postings: &[Posting], out: &mut Encoded) {
    number(&mut out.pages, pages);
    // Sorted as plain numbers, which is several times faster than by a comparison.
    let mut sorted: Vec<u64> = postings
        .iter()
        .map(|posting| {
            u64::from(!posting.strength) << 48
                | u64::from(posting.page) << 16
                | u64::from(posting.near) << 8
                | u64::from(posting.title_words)
        })
        .collect();
    sorted.sort_unstable();
    for same in sorted.chunk_by(|a, b| a >> 48 == b >> 48) {
        let strength = !((same[0] >> 48) as u8);
        out.pages.push(strength);
        number(&mut out.pages, same.len() as u32);
        let mut last = 0;
        for posting in same {
            let page = (posting >> 16) as u32;
            number(&mut out.pages, page - last);
            last = page;
        }
        out.near
            .extend(same.iter().map(|posting| (posting >> 8) as u8));
        if strength & IN_TITLE != 0 {
            out.near.extend(same.iter().map(|posting| *posting as u8));
        }
    }
}

/// Appends a number in groups of seven bits, lowest first, the top bit set on all but the last byte (LEB128).
pub fn number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 128 {
        out.push(value as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}
