//! A checklist as PDF for A4: tagged to PDF/UA-1, so that it reads well aloud, and made to be hung on a wall.

mod alert;
mod answer;
mod draw;
mod footer;
mod form;
mod item;
mod pages;
mod paragraph;
mod setting;
mod sheet;
mod table;
mod text;
mod tree;

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaResult;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

use crate::plan::checklist_view::ChecklistView;
use form::Spacing;
use pages::Page;
use sheet::{HEIGHT, ROOM, SIDE, TOP, WIDTH};
use tree::Tree;

/// The PDF of one form of a checklist: the same bytes for the same view.
pub fn pdf(view: &ChecklistView) -> Vec<u8> {
    let accessible = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .unwrap_or_default();
    // What the library's own check refuses is still worth printing; the build's tests see that it never happens.
    made(view, accessible)
        .or_else(|_| made(view, Configuration::default()))
        .unwrap_or_default()
}

fn made(view: &ChecklistView, configuration: Configuration) -> KrillaResult<Vec<u8>> {
    let (pages, mut tree) = laid_out(view);
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(view));
    document.set_outline(outline(view, &pages));
    let footer = footer::Footer::new(view);
    let count = pages.len();
    for (at, rows) in pages.into_iter().enumerate() {
        // A4 is the library's own page, too.
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).unwrap_or_default();
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut links = Vec::new();
        for (top, row) in rows {
            for part in row.parts {
                let drawn = draw::part(&mut surface, &part, SIDE, TOP + top);
                if let (Some(node), Some(drawn)) = (part.node, drawn) {
                    tree.drew(node, drawn);
                    links.extend(draw::link(&part, SIDE, TOP + top).map(|link| (node, link)));
                }
            }
        }
        footer.draw(&mut surface, at + 1, count);
        surface.finish();
        for (node, link) in links {
            tree.drew(node, page.add_tagged_annotation(link));
        }
        page.finish();
    }
    document.set_tag_tree(tree.finish(&view.lang));
    document.finish()
}

/// The pages of a form. A last page with a few lines on it is one that gets lost: it is saved where less room around items does it.
fn laid_out(view: &ChecklistView) -> (Vec<Page>, Tree) {
    let with = |spacing: Spacing| {
        let (rows, tree) = form::rows(view, spacing);
        (pages::paginate(rows), tree)
    };
    let wide = with(Spacing::Wide);
    let last = wide.0.last().and_then(|page| page.last());
    let used = last.map_or(0.0, |(top, row)| top + row.height);
    if wide.0.len() == 1 || used > ROOM * 0.3 {
        return wide;
    }
    let tight = with(Spacing::Tight);
    if tight.0.len() < wide.0.len() {
        tight
    } else {
        wide
    }
}

fn metadata(view: &ChecklistView) -> Metadata {
    let title = match view.form_label.as_str() {
        "" => view.title.clone(),
        form => format!("{} ({})", view.title, form.to_lowercase()),
    };
    let mut metadata = Metadata::new()
        .title(title)
        .language(view.lang.clone())
        .authors(vec![view.trust.clone()])
        .creator("peerpress".to_owned())
        .document_id(view.address.clone());
    if !view.summary.is_empty() {
        metadata = metadata.description(view.summary.clone());
    }
    metadata
}

/// Bookmarks: the title, the stages, and the groups within them.
fn outline(view: &ChecklistView, pages: &[Page]) -> Outline {
    let mut tops: Vec<(OutlineNode, Vec<OutlineNode>)> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (top, row) in page {
            let Some((depth, words)) = &row.bookmark else {
                continue;
            };
            let place = XyzDestination::new(number, Point::from_xy(0.0, TOP + top - 4.0));
            let node = OutlineNode::new(words.clone(), place);
            match tops.last_mut() {
                Some((_, inner)) if *depth > 1 => inner.push(node),
                _ => tops.push((node, Vec::new())),
            }
        }
    }
    let mut outline = Outline::new();
    if tops.is_empty() {
        let place = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(view.title.clone(), place));
    }
    for (mut node, inner) in tops {
        for inner in inner {
            node.push_child(inner);
        }
        outline.push_child(node);
    }
    outline
}

#[cfg(test)]
mod tests;
