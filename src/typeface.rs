//! The letters of printed pages: which there are, and how words become rows of glyphs.
//!
//! The fonts come with dependencies. Noto Sans is what is read; DejaVu Sans stands in where Noto has no letter.

use std::ops::Range;
use std::sync::LazyLock;

use rustybuzz::{Direction, Face, ShapePlan, UnicodeBuffer};

/// How words are stressed. Slanted letters are left out: many people read them badly.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Style {
    /// Plain.
    Regular,
    /// Strong.
    Bold,
}

/// One font.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[allow(missing_docs)] // The variants are the fonts' own names.
pub enum Font {
    Regular,
    Bold,
    FallbackRegular,
    FallbackBold,
}

/// One glyph; its measures are in parts of the font's size.
#[derive(Clone, PartialEq, Debug)]
pub struct Glyph {
    /// The font it is taken from.
    pub font: Font,
    /// Its number in the font.
    pub id: u16,
    /// How far it moves on.
    pub advance: f32,
    /// How far it is moved from its place.
    pub offset: (f32, f32),
    /// The bytes of the text that it shows.
    pub range: Range<usize>,
}

/// Stands for a letter that no font has.
pub const REPLACEMENT: char = '\u{FFFD}';

struct Loaded {
    face: Face<'static>,
    /// Most text is of one sort: its plan is made once.
    latin: ShapePlan,
}

static FONTS: LazyLock<[Option<Loaded>; 4]> = LazyLock::new(|| Font::ALL.map(load));

fn load(font: Font) -> Option<Loaded> {
    let face = Face::from_slice(font.bytes(), 0)?;
    let script = Some(rustybuzz::script::LATIN);
    let latin = ShapePlan::new(&face, Direction::LeftToRight, script, None, &[]);
    Some(Loaded { face, latin })
}

impl Font {
    /// All fonts.
    pub const ALL: [Font; 4] = [
        Font::Regular,
        Font::Bold,
        Font::FallbackRegular,
        Font::FallbackBold,
    ];

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Font::Regular => notosans::REGULAR_TTF,
            Font::Bold => notosans::BOLD_TTF,
            Font::FallbackRegular => dejavu::sans::regular(),
            Font::FallbackBold => dejavu::sans::bold(),
        }
    }

    fn loaded(self) -> Option<&'static Loaded> {
        FONTS[self as usize].as_ref()
    }

    fn has(self, letter: char) -> bool {
        self.loaded()
            .is_some_and(|font| font.face.glyph_index(letter).is_some())
    }
}

impl Style {
    fn fonts(self) -> (Font, Font) {
        match self {
            Style::Regular => (Font::Regular, Font::FallbackRegular),
            Style::Bold => (Font::Bold, Font::FallbackBold),
        }
    }
}

/// Letters that show nothing and only tell a program how to treat their neighbours.
fn is_silent(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Letters that the plan for Latin text serves: Latin ones without combining marks, and the punctuation among them.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24F}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}')
}

/// The first letters of a text, with their places, that cannot be printed; each letter once.
pub fn missing(text: &str) -> Vec<(usize, char)> {
    let mut found: Vec<(usize, char)> = Vec::new();
    for (at, letter) in text.char_indices() {
        if letter.is_ascii() || is_silent(letter) || found.iter().any(|(_, known)| *known == letter)
        {
            continue;
        }
        if !Font::Regular.has(letter) && !Font::FallbackRegular.has(letter) {
            found.push((at, letter));
        }
    }
    found
}

/// The same text as it can be printed: silent letters are gone, missing ones replaced.
pub fn printable(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return text.to_owned();
    }
    text.chars()
        .map(|letter| {
            if letter == '\n' || letter == '\t' {
                ' '
            } else {
                letter
            }
        })
        .filter(|letter| !is_silent(*letter))
        .map(|letter| match letter {
            letter if letter.is_ascii() => letter,
            letter if Font::Regular.has(letter) || Font::FallbackRegular.has(letter) => letter,
            _ => REPLACEMENT,
        })
        .collect()
}

/// Whether a text has letters that are written from right to left.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// The glyphs of a part of a printable text, in the order in which they stand on the line.
pub fn shape(
    text: &str,
    range: Range<usize>,
    style: Style,
    backwards: bool,
    glyphs: &mut Vec<Glyph>,
) {
    let (main, other) = style.fonts();
    let mut parts: Vec<(Font, Range<usize>)> = Vec::new();
    for (at, letter) in text[range.clone()].char_indices() {
        let at = range.start + at;
        let end = at + letter.len_utf8();
        // A mark that belongs to the letter before it is taken from the same font if that has it.
        let font = match parts.last() {
            Some((last, _)) if letter == ' ' && last.has(letter) => *last,
            _ if letter.is_ascii() || main.has(letter) => main,
            _ => other,
        };
        match parts.last_mut() {
            Some((last, part)) if *last == font => part.end = end,
            _ => parts.push((font, at..end)),
        }
    }
    if backwards {
        parts.reverse();
    }
    for (font, part) in parts {
        shape_part(text, part, font, backwards, glyphs);
    }
}

fn shape_part(
    text: &str,
    range: Range<usize>,
    font: Font,
    backwards: bool,
    glyphs: &mut Vec<Glyph>,
) {
    let Some(loaded) = font.loaded() else { return };
    let part = &text[range.clone()];
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(part);
    let shaped = if backwards {
        buffer.set_direction(Direction::RightToLeft);
        buffer.guess_segment_properties();
        rustybuzz::shape(&loaded.face, &[], buffer)
    } else if part.chars().all(is_latin) {
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(rustybuzz::script::LATIN);
        rustybuzz::shape_with_plan(&loaded.face, &loaded.latin, buffer)
    } else {
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        rustybuzz::shape(&loaded.face, &[], buffer)
    };
    let em = loaded.face.units_per_em() as f32;
    let first = glyphs.len();
    for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let start = range.start + info.cluster as usize;
        glyphs.push(Glyph {
            font,
            // A letter without a glyph does not come here: printable() replaced it.
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: position.x_advance as f32 / em,
            offset: (position.x_offset as f32 / em, position.y_offset as f32 / em),
            range: start..start,
        });
    }
    // A cluster reaches to where the next one in the text begins.
    let mut end = range.end;
    let mut last = None;
    let order: Box<dyn Iterator<Item = usize>> = if backwards {
        Box::new(first..glyphs.len())
    } else {
        Box::new((first..glyphs.len()).rev())
    };
    for at in order {
        let start = glyphs[at].range.start;
        match last {
            Some((known, known_end)) if known == start => glyphs[at].range.end = known_end,
            _ => {
                glyphs[at].range.end = end.max(start);
                last = Some((start, end.max(start)));
                end = start;
            }
        }
    }
}

impl Font {
    /// How far letters reach above and below the line, in parts of the size.
    pub fn reach(self) -> (f32, f32) {
        self.loaded().map_or((1.0, 0.3), |loaded| {
            let em = loaded.face.units_per_em() as f32;
            let (up, down) = (loaded.face.ascender(), loaded.face.descender());
            (f32::from(up) / em, -f32::from(down) / em)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_a_ward_is_there() {
        assert_eq!(missing("µg ≥ 5.5 °C ½ é “x” – → Łódź Ωμ ﻣ مرحبا"), []);
        assert_eq!(missing("a 🫀 b 🫀"), [(2, '🫀')]);
        assert_eq!(printable("a\u{200B}🫀\n"), "a\u{FFFD} ");
        assert!(Font::Regular.has(REPLACEMENT) || Font::FallbackRegular.has(REPLACEMENT));
    }

    #[test]
    fn glyphs_know_what_they_show() {
        let mut glyphs = Vec::new();
        let text = "office → é";
        shape(text, 0..text.len(), Style::Regular, false, &mut glyphs);
        let shown: String = glyphs
            .iter()
            .map(|glyph| &text[glyph.range.clone()])
            .collect();
        assert_eq!(shown, text);
        assert!(glyphs.iter().all(|glyph| glyph.id != 0));
        let mut glyphs = Vec::new();
        let text = "مرحبا";
        shape(text, 0..text.len(), Style::Regular, true, &mut glyphs);
        assert_eq!(
            glyphs.first().map(|glyph| glyph.range.end),
            Some(text.len())
        );
        assert!(glyphs.iter().all(|glyph| glyph.id != 0));
    }
}
