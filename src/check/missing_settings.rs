//! A content folder without `network.toml`.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Site;
use crate::path::SourcePath;

pub const RULE: Rule = Rule { code: &CODE, find };

const CODE: Code = Code {
    name: "missing-settings",
    severity: Severity::Error,
    manual: "\
The content folder has no `network.toml`. It holds the settings of the whole network; two lines are enough to begin with:
`name = \"…\"` and `base_url = \"https://…/\"`. If the folder is somewhere else, name it with `--content`.",
};

fn find(site: &Site) -> Vec<Diagnostic> {
    if site.has_settings {
        return Vec::new();
    }
    let path = SourcePath::new("network.toml");
    vec![
        Diagnostic::new(&CODE, &path, "the settings of the network are missing")
            .help("write a file with the two lines: name = \"…\" and base_url = \"https://…/\""),
    ]
}
