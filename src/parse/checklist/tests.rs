//! The grammar, word by word.

use super::*;
use crate::diagnostic::Lines;

fn parse(markdown: &str) -> (Checklist, Vec<String>) {
    let setting = Setting {
        scope: Some(Scope::Patient),
        ..Setting::default()
    };
    parse_with(markdown, setting)
}

/// The checklist, and its findings as `line:column code`.
fn parse_with(markdown: &str, setting: Setting<'_>) -> (Checklist, Vec<String>) {
    let mut findings = Vec::new();
    let checklist = read(
        markdown,
        0,
        setting,
        &SourcePath::new("x.md"),
        &mut findings,
    );
    let lines = Lines::new(markdown);
    let at = |finding: &Diagnostic| {
        let (line, column) = lines.at(finding.span.map_or(0, |span| span.start as usize));
        let name = finding.code.name.trim_start_matches("checklist-");
        format!("{line}:{column} {name}")
    };
    let shown = findings.iter().map(at).collect();
    (checklist, shown)
}

/// A form that has what every form needs, around the lines of a test: line 6 is the first of them.
fn form(lines: &str) -> String {
    format!("- Label {{label}}\n- When: ____ {{date}}\n- Who: ____ {{name}}\n\n## Sign in\n{lines}")
}

fn findings(lines: &str) -> Vec<String> {
    parse(&form(lines)).1
}

/// Stages, items, fields, conditions, stops, challenges with a response.
fn counts(checklist: &Checklist) -> [usize; 6] {
    let items: Vec<_> = checklist.items().collect();
    let count = |wanted: fn(&Item) -> bool| items.iter().filter(|item| wanted(item)).count();
    let conditional_stages = checklist
        .stages
        .iter()
        .filter(|stage| !stage.condition.tests.is_empty());
    [
        checklist.stages.len(),
        count(|item| item.check),
        count(|item| !item.check),
        count(|item| !item.condition.tests.is_empty()) + conditional_stages.count(),
        count(|item| item.stop),
        count(|item| item.response.is_some()),
    ]
}

/// A published sample without its front matter, at its place in the file.
fn sample(text: &str) -> ([usize; 6], Vec<String>) {
    let path = SourcePath::new("x.md");
    let mut findings = Vec::new();
    let body = crate::parse::front_matter::split(text, &path, &mut findings).body;
    // Blank lines keep the places of the file.
    let blank: String = text[..body.start].chars().filter(|c| *c == '\n').collect();
    let (checklist, findings) = parse(&(blank + &text[body]));
    (counts(&checklist), findings)
}

#[test]
fn published_samples_read_completely() {
    let (intubation, findings) = sample(include_str!(
        "../../../tests/checklist/samples/intubation.md"
    ));
    assert_eq!(intubation, [3, 22, 12, 2, 3, 3]);
    assert_eq!(findings, ["31:4 long-stage"]);
    let (central_line, findings) = sample(include_str!(
        "../../../tests/checklist/samples/central-line.md"
    ));
    assert_eq!(central_line, [4, 15, 9, 0, 2, 4]);
    assert!(findings.is_empty(), "{findings:?}");
    let (tube, findings) = sample(include_str!(
        "../../../tests/checklist/samples/nasogastric-tube.md"
    ));
    assert_eq!(tube, [4, 12, 10, 4, 6, 0]);
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn an_ordinary_task_list_is_a_checklist() {
    let (checklist, findings) = parse_with("- [ ] One\n- [ ] *Two* [x](y)\n", Setting::default());
    assert_eq!(counts(&checklist), [1, 2, 0, 0, 0, 0]);
    assert_eq!(findings, ["3:1 no-date", "3:1 no-signature"]);
    let prompts: Vec<_> = checklist.items().map(|item| item.prompt.as_str()).collect();
    assert_eq!(prompts, ["One", "Two x"]);
}

#[test]
fn answers_have_their_types() {
    let lines = "- [ ] A {yes/no stop #a}\n- [ ] B? :: C {ask=assistant by=operator}\n- D: ____ cm {number unit=cm min=0.5}\n\
        - [ ] E {one=\"Yes|Not yet\"}\n  - hint\n- F: ____ {text lines=2 if=\"a=no, A=no\"}\n";
    let (checklist, findings) = parse(&form(lines));
    assert_eq!(findings, ["11:25 unknown-id"]);
    let items: Vec<_> = checklist.items().skip(3).collect();
    assert_eq!(items[0].answer, Answer::YesNo);
    assert_eq!(items[1].prompt, "B?");
    assert_eq!(items[1].response.as_deref(), Some("C"));
    let number = Number {
        unit: Some("cm".to_owned()),
        min: Some("0.5".to_owned()),
        max: None,
    };
    assert_eq!(items[2].answer, Answer::Blank(Blank::Number(number)));
    assert_eq!(items[2].prompt, "D");
    let hint = Run {
        text: "hint".to_owned(),
        strong: false,
        link: None,
    };
    assert_eq!(items[3].guidance, [[hint]]);
    assert_eq!(items[4].answer, Answer::Blank(Blank::Text(2)));
    assert_eq!(items[4].condition.tests[0].answer, "No");
}

#[test]
fn every_error_has_its_place() {
    let cases = [
        ("- [x] Done before\n", "6:3 ticked-box"),
        ("- [ ] A {yes/mo}\n", "6:10 unknown-word"),
        ("- [ ] A {yes/no stage=consent}\n", "6:17 unknown-word"),
        ("- [ ] A {yes/no\n", "6:9 broken-braces"),
        ("- [ ] A {yes/no} B\n", "6:9 broken-braces"),
        ("- [ ] A {one=\"x|y}\n", "6:9 broken-braces"),
        ("- [ ] A {yes/no done}\n", "6:17 bad-value"),
        ("- [ ] A {one=\"x\"}\n", "6:10 bad-value"),
        ("- L: ____ {number min=5 max=x}\n", "6:25 bad-value"),
        ("- L: ____ {number min=5 max=4}\n", "6:19 bad-value"),
        ("- L: ____ {text lines=0}\n", "6:17 bad-value"),
        ("- L: ____ {date lines=2}\n", "6:17 bad-value"),
        ("- [ ] A {yes/no if=\"b=yes\"}\n", "6:17 unknown-id"),
        (
            "- [ ] A {yes/no #a}\n- [ ] B {if=\"a=maybe\"}\n",
            "7:10 unknown-answer",
        ),
        ("- [ ] A {#a}\n- [ ] B {#a}\n", "7:10 duplicate-id"),
        ("- Name: Jo Bloggs {name}\n", "6:9 filled-blank"),
        ("- Name: ____ Jo Bloggs {name}\n", "6:14 filled-blank"),
        ("- Born: 1 May ____ {date}\n", "6:9 filled-blank"),
        ("- [ ] A\n\n## Sign out\n\nWords only.\n", "8:4 empty-stage"),
        (
            "- [ ] A\n\n  | x | y |\n  | - | - |\n  | 1 | 2 |\n",
            "8:3 table-in-list",
        ),
        ("### Count {count}\n\n- [ ] A\n", "6:12 count-without-table"),
        ("- [ ] A\n- [ ] {yes/no stop}\n", "7:7 no-words"),
        ("- [ ] A\n- [ ] :: Yes\n", "7:7 no-words"),
        ("- [ ] A\n- {yes/no}\n", "7:3 no-words"),
        ("- [ ] A\n- B {stop}\n", "7:5 broken-box"),
        ("- [ ] A\n\nB {yes/no}\n", "8:3 broken-box"),
        ("Words.\n\n\t- [ ] B\n\n- [ ] A\n", "8:2 broken-box"),
        ("- [ ] A\n\n> - [ ] B\n", "8:5 broken-box"),
        ("- [ ] A? B?\n", "6:7 double-question"),
        (
            "- [ ] A {one=\"Yes|Yes with help\"}\n",
            "6:7 no-way-to-say-no",
        ),
        ("- [ ] µg 🫀 and 🫀\n", "6:10 unprintable-letter"),
        ("- [ ] A\n\n## Consent\n- [ ] B\n", "8:4 stage-order"),
        ("- [ ] A\n\n**SIGN OUT**\n\n- [ ] B\n", "8:1 broken-heading"),
        ("Sign in:\n\n- [ ] B\n", "6:1 broken-heading"),
        (
            "3. Time-out\n4. Words\n\nTime-Out\n\n- [ ] B\n",
            "9:1 broken-heading",
        ),
    ];
    for (lines, expected) in cases {
        assert_eq!(findings(lines), [expected], "{lines}");
    }
    assert_eq!(findings("- [ ] \\{literal\\} and `{code}`\n"), [""; 0]);
    let prose = "We stop for the\ntime out\nbefore. **Time out** is said aloud.\n\n- [ ] B\n";
    assert_eq!(findings(prose), [""; 0]);
}

/// An error that points at a good line sends its reader the wrong way.
#[test]
fn a_line_that_was_meant_as_an_item_is_no_part_of_the_one_before() {
    for (second, place) in [
        ("-[ ] B {yes/no stop}", "7:1 broken-box"),
        ("\u{2022}\t[ ] B {yes/no stop}", "7:1 broken-box"),
        ("B {yes/no stop}", "7:3 broken-box"),
        ("##Time out", "7:1 broken-heading"),
        ("**SIGN OUT**", "7:1 broken-heading"),
    ] {
        let lines = format!("- [ ] A {{yes/no}}\n{second}\nwords\n");
        let (checklist, findings) = parse(&form(&lines));
        assert_eq!(findings, [place], "{lines}");
        let item = checklist.items().last().expect("the first is asked");
        assert_eq!((item.prompt.as_str(), item.stop), ("A", false));
        assert_eq!(item.answer, Answer::YesNo);
    }
    let (checklist, findings) = parse(&form("- [ ] A\nand B {yes/no stop}\n"));
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(checklist.items().last().expect("one").prompt, "A and B");
}

#[test]
fn a_count_table_has_cells_to_write_in() {
    let (checklist, findings) = parse(&form(
        "### Count {count}\n\n| Item | Out | Back |\n| - | - | - |\n| Wire | ____ | |\n",
    ));
    assert!(findings.is_empty(), "{findings:?}");
    let Block::Table(table) = &checklist.stages[0].groups[0].blocks[0] else {
        panic!("there is a table");
    };
    assert!(table.count);
    assert_eq!(table.rows[0][1..], [Cell::Blank, Cell::Blank]);
}

#[test]
fn plain_words_stay_in_their_places() {
    let (checklist, _) = parse(&form(
        "Words **first**.\n\n- plain\n- [ ] A\n- also plain\n\n> [!CAUTION]\n> Stop.\n",
    ));
    let blocks = &checklist.stages[0].groups[0].blocks;
    assert!(matches!(blocks[0], Block::Text(ref runs) if runs[1].strong));
    assert!(matches!(blocks[1], Block::Bullets(_)));
    assert!(matches!(blocks[2], Block::Item(_)));
    assert!(matches!(blocks[3], Block::Bullets(_)));
    assert!(matches!(blocks[4], Block::Alert(ref alert) if alert.level == AlertLevel::Stop));
}

#[test]
fn no_input_makes_it_fall_over() {
    let long = "word ".repeat(3000);
    let many = "- [ ] item\n".repeat(2000);
    for text in [
        format!("- [ ] {long}\n"),
        many,
        "- [ ] {".to_owned(),
        "- [ ] }{\n## {\n## {#}\n".to_owned(),
        "- [ ] مرحبا 🫀 {yes/no}\n".to_owned(),
        "- ____\n- ____ {".to_owned(),
        "### {count}\n> > - [ ] x\n>\n- [x]\n  1. [ ] {é=\"ü".to_owned(),
        "- [ ] a\\".to_owned(),
        "- [ ] é\\{ {=} {\"".to_owned(),
    ] {
        let (checklist, findings) = parse(&text);
        assert!(checklist.items().count() + findings.len() > 0);
    }
}

#[test]
fn words_keep_their_links_and_lose_spare_spaces() {
    let text = "\
- [ ] Item {yes/no}
  - See  **[the guide](https://a.example/)**, or ask <team@a.example> {short}
";
    let (checklist, _) = parse_with(text, Setting::default());
    let item = checklist.items().next().expect("it is there");
    let said: Vec<_> = item.guidance[0]
        .iter()
        .map(|run| (run.text.as_str(), run.strong, run.link.as_deref()))
        .collect();
    assert_eq!(
        said,
        [
            ("See ", false, None),
            ("the guide", true, Some("https://a.example/")),
            (", or ask ", false, None),
            ("team@a.example", false, Some("mailto:team@a.example")),
        ]
    );
}

#[test]
fn comments_are_for_authors() {
    let prompts = |lines: &str| -> Vec<String> {
        let (checklist, findings) = parse(&form(lines));
        assert!(findings.is_empty(), "{lines}: {findings:?}");
        let items = checklist.items().skip(3);
        items.map(|item| item.prompt.clone()).collect()
    };
    for lines in [
        "- [ ] A {yes/no}\n\n<!--\n- [ ] B {yes/no}\n\nC\n-->\n\n- [ ] D {yes/no}\n",
        "<!-- A -->\n- [ ] A {yes/no}\n- [ ] D {yes/no}\n<!--\n☐ B\n-->\n",
    ] {
        assert_eq!(prompts(lines), ["A", "D"], "{lines}");
    }
    assert_eq!(
        prompts("- [ ] Ask about\n  <!-- since May {done} -->\n  allergies {yes/no}\n"),
        ["Ask about allergies"]
    );
    assert_eq!(
        prompts("- [ ] Ask about\n  <!--\n  - [ ] old {yes/no}\n  -->\n  allergies {yes/no}\n"),
        ["Ask about allergies"]
    );
    assert_eq!(
        prompts("- [ ] Ask about <!-- all {done} --> allergies {yes/no}\n"),
        ["Ask about allergies"]
    );
    // What stands behind a comment is said, and a comment that never ends takes no question away in silence.
    let (checklist, _) = parse(&form("<!--\nA\n--> B\n\n- [ ] D {yes/no}\n"));
    let words = format!("{:?}", checklist.stages);
    assert!(
        words.contains("\" B\"") || words.contains("\"B\""),
        "{words}"
    );
    assert!(!words.contains("A"), "{words}");
    let open = findings("<!-- ask the lead –>\n\n- [ ] D {yes/no}\n\n## Time out\n");
    assert!(open.contains(&"6:1 broken-box".to_owned()), "{open:?}");
    let open = findings("- [ ] A {yes/no}\n\n> [!CAUTION]\n> <!-- AB –> Stop if INR is high\n");
    assert_eq!(open, ["9:3 broken-box"]);
}

#[test]
fn lines_to_write_on_may_stand_below_what_says_for_what() {
    let lines = "- [ ] A {yes/no}\n- Team:\n  - ____ {name}\n  - ____ {name}\n";
    assert_eq!(findings(lines), [""; 0]);
}

#[test]
fn what_is_shown_in_a_quotation_asks_nothing() {
    let lines = "- [ ] A {yes/no}\n\n> Write:\n>\n> ```\n> - [ ] B {yes/no}\n> ```\n";
    assert_eq!(findings(lines), [""; 0]);
}
