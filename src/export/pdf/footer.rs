//! What stands at the foot of every page: which document this is, which version, and how to see whether it is current.

use krilla::geom::Rect;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use super::draw;
use super::sheet::{BOTTOM, Colour, HEIGHT, INNER, Ink, SIDE};
use super::text;
use crate::export::code::{Code, QUIET};
use crate::plan::checklist_view::ChecklistView;
use crate::typeface::Style;

/// The side of the square code, quiet zone included.
const CODE: f32 = 50.0;

/// The foot of every page of one document.
pub struct Footer {
    inks: Vec<Ink>,
    code: Vec<Rect>,
}

impl Footer {
    /// Prepares all that is the same on every page.
    pub fn new(view: &ChecklistView) -> Self {
        let wide = INNER - CODE - 90.0;
        let mut inks = vec![Ink::Fill {
            x: 0.0,
            y: 0.0,
            width: INNER,
            height: 0.75,
            colour: Colour::BLACK,
        }];
        let title = match view.form_label.as_str() {
            "" => view.title.clone(),
            form => format!("{} ({})", view.title, form.to_lowercase()),
        };
        let date = |words: &str, date: &Option<crate::plan::view::DateView>| {
            date.as_ref().map(|date| format!("{words} {}", date.text))
        };
        let version = (!view.version.is_empty()).then(|| format!("Version {}", view.version));
        // A long name of a trust gives way, and stands whole at the head of the first page; a date that is cut off misleads.
        let facts: String = [
            version,
            date("Issued", &view.issued),
            date("Review due", &view.due),
            date("Extended to", &view.extended),
        ]
        .into_iter()
        .flatten()
        .map(|fact| format!(" · {fact}"))
        .collect();
        let facts = match view.trust.is_empty() {
            true => facts.trim_start_matches(" · ").to_owned(),
            false => facts,
        };
        let check = format!(
            "Uncontrolled when printed. Is this copy current? {}",
            view.short_text
        );
        let lines = [
            (title, String::new(), Style::Bold),
            (view.trust.clone(), facts, Style::Regular),
            (check, String::new(), Style::Regular),
            (view.notice.clone(), String::new(), Style::Bold),
        ];
        let mut y = 12.0;
        for (words, kept, style) in lines {
            let width = if style == Style::Bold {
                wide
            } else {
                INNER - CODE - 8.0
            };
            inks.push(fitting(&words, &kept, style, width, y));
            y += 11.5;
        }
        Self {
            inks,
            code: code(&view.short_address),
        }
    }

    /// Draws it.
    pub fn draw(&self, surface: &mut Surface<'_>, page: usize, pages: usize) {
        let top = HEIGHT - BOTTOM + 14.0;
        let number = text::line(&format!("Page {page} of {pages}"), Style::Bold, 8.0);
        let mut inks = self.inks.clone();
        inks.push(Ink::Words {
            x: INNER - CODE - 8.0 - number.width,
            y: 12.0,
            size: 8.0,
            colour: Colour::BLACK,
            line: number,
        });
        draw::decoration(surface, ArtifactType::Footer, &inks, SIDE, top);
        let artifact = Artifact::with_kind(ArtifactType::Footer);
        surface.start_tagged(ContentTag::Artifact(artifact));
        draw::squares(surface, &self.code);
        surface.end_tagged();
    }
}

/// One line that fits its width: longer words end in "…", and then comes what is kept whole.
fn fitting(words: &str, kept: &str, style: Style, width: f32, y: f32) -> Ink {
    const SIZE: f32 = 8.0;
    let mut line = text::line(&format!("{words}{kept}"), style, SIZE);
    let mut letters: Vec<char> = words.chars().collect();
    while line.width > width && !letters.is_empty() {
        // Each step takes away what is certainly too much, so that a title of a thousand letters takes a few steps.
        let too_much = ((1.0 - width / line.width) * letters.len() as f32) as usize;
        letters.truncate(letters.len().saturating_sub(too_much.max(1)));
        let short: String = letters.iter().collect();
        line = text::line(&format!("{}…{kept}", short.trim_end()), style, SIZE);
    }
    Ink::Words {
        x: 0.0,
        y,
        size: SIZE,
        colour: Colour::BLACK,
        line,
    }
}

/// The squares of the code at the right edge; none if the address is too long for one.
fn code(address: &str) -> Vec<Rect> {
    let Some(code) = Code::of(address) else {
        return Vec::new();
    };
    let module = CODE / (code.width + 2 * QUIET) as f32;
    let left = SIDE + INNER - CODE + QUIET as f32 * module;
    let top = HEIGHT - BOTTOM + 16.0 + QUIET as f32 * module;
    // Dark neighbours are one rectangle: fewer marks, and no hairlines between them.
    code.runs()
        .filter_map(|(row, column, length)| {
            let (x, y) = (left + column as f32 * module, top + row as f32 * module);
            Rect::from_xywh(x, y, length as f32 * module, module)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::checklist_view::sample;

    #[test]
    fn a_long_name_gives_way_to_the_dates() {
        let mut view = sample::view(sample::INTUBATION);
        view.due = Some(
            "2029-09-27"
                .parse::<jiff::civil::Date>()
                .expect("a day")
                .into(),
        );
        for trust in ["", "Alder", &"University Hospitals of ".repeat(9)] {
            view.trust = trust.to_owned();
            let footer = Footer::new(&view);
            let lines: Vec<&str> = (footer.inks.iter())
                .filter_map(|ink| match ink {
                    Ink::Words { line, .. } => Some(&*line.text),
                    _ => None,
                })
                .collect();
            let facts = lines[1];
            assert!(facts.ends_with("Review due 27 September 2029"), "{facts}");
            assert!(facts.len() < 130 && !facts.starts_with(" ·"), "{facts}");
        }
    }
}
