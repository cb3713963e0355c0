//! Writes all forms of all checklists of a content folder, without the site around them: what `tests/checklist/run` looks at.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

use peerpress::diagnostic::human;
use peerpress::export;
use peerpress::parse::checklist::{self, Setting};
use peerpress::parse::meta::{Pathway, ResourceMeta, Specific};
use peerpress::parse::{self, Content, front_matter};
use peerpress::plan::checklist_view::{ChecklistFacts, ChecklistView, Form, Standing};
use peerpress::source::{self, Kind, SourceFile, SourceKind};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, content, out] = arguments.as_slice() else {
        return Err("usage: checklist_files <content folder> <output folder>".into());
    };
    let files = source::read(Path::new(content))?.value;
    let written = files.par_iter().try_for_each(|file| match &file.kind {
        SourceKind::Resource {
            kind: Kind::Checklist,
            member,
            name,
        } => {
            let member = member.as_deref().unwrap_or_default();
            write(file, member, name, &Path::new(out).join(member).join(name))
        }
        _ => Ok(()),
    });
    Ok(written?)
}

fn write(file: &SourceFile, member: &str, name: &str, place: &Path) -> io::Result<()> {
    let outcome = parse::read(file);
    let Content::Resource(meta, ..) = &outcome.value.content else {
        return Ok(());
    };
    let ResourceMeta { common, specific } = &**meta;
    let Specific::Checklist(own) = specific else {
        return Ok(());
    };
    let text = parse::text(&file.bytes);
    let text = &*text;
    let mut findings = Vec::new();
    let body = front_matter::split(text, &file.path, &mut Vec::new()).body;
    let setting = Setting {
        responses: own.responses.map(peerpress::parse::meta::Responses::label),
        scope: own.scope,
        pathway: own.pathway,
    };
    let markdown = &text[body.clone()];
    let checklist = checklist::read(markdown, body.start, setting, &file.path, &mut findings);
    eprint!("{}", human::print(&findings, "", false, |_| Some(text)));
    let address = format!("https://network.example/trusts/{member}/checklists/{name}/");
    let standing = Standing {
        trust: member.to_owned(),
        network: "Network".to_owned(),
        notice: "Demonstration only.".to_owned(),
        lang: "en-GB".to_owned(),
        licence: None,
        short_address: format!("https://network.example/c/{name}/"),
        address,
        adapted_from: None,
        links: BTreeMap::new(),
    };
    let facts = ChecklistFacts::of(common, own, standing);
    fs::create_dir_all(place)?;
    fs::write(
        place.join(format!("{name}.md")),
        export::markdown::markdown(text),
    )?;
    let forms = match own.pathway {
        Some(Pathway::Both) => &[(Form::Full, ""), (Form::Short, "-short")][..],
        _ => &[(Form::Full, "")][..],
    };
    for (form, suffix) in forms {
        let view = ChecklistView::new(&checklist, &facts, *form);
        let save = |ending: &str, bytes: Vec<u8>| {
            fs::write(place.join(format!("{name}{suffix}.{ending}")), bytes)
        };
        save("pdf", export::pdf::pdf(&view))?;
        save("docx", export::docx::docx(&view))?;
        save("fhir.json", export::fhir::fhir(&view))?;
    }
    Ok(())
}
