//! What each form shows.

use super::sample::form as view;
use super::*;

const TEXT: &str = "\
- Patient label {label short}
- Date: ____ {date}

## Sign in
- [ ] Risk of bleeding {yes/no #risk}
- [ ] Plan for bleeding {yes/no if=\"risk=yes\" short}
- [ ] Same words
- [ ] Same words

## Sign out
- [ ] Wire? :: Whole {ask=second-checker by=team}
";

#[test]
fn the_short_form_keeps_what_is_marked_and_what_it_depends_on() {
    let short = view(TEXT, Form::Short);
    let prompts: Vec<_> = short.items().map(|item| item.prompt.as_str()).collect();
    assert_eq!(
        prompts,
        ["Patient label", "Risk of bleeding", "Plan for bleeding"]
    );
    assert_eq!(short.stages.len(), 1);
    assert_eq!(short.form_label, "Short form");
    assert_eq!(short.short_text, "network.example/c/a");
}

#[test]
fn names_are_the_same_in_both_forms() {
    let full = view(TEXT, Form::Full);
    let ids: Vec<_> = full.items().map(|item| item.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "head.patient-label",
            "head.date",
            "risk",
            "sign-in.plan-for-bleeding",
            "sign-in.same-words",
            "sign-in.same-words-2",
            "sign-out.wire"
        ]
    );
    let short = view(TEXT, Form::Short);
    assert!(short.items().all(|item| ids.contains(&item.id.as_str())));
}

#[test]
fn conditions_and_roles_are_words() {
    let full = view(TEXT, Form::Full);
    let plan = full.items().nth(3).expect("it is there");
    assert_eq!(plan.condition, "Only if “Risk of bleeding” (1.1) is Yes");
    let wire = full.items().last().expect("it is there");
    assert_eq!(wire.roles, "Asked by second checker, answered by everyone");
    assert_eq!(wire.number, "2.1");
}

/// What the theme makes of a view.
fn page(view: &ChecklistView) -> String {
    let mut tera = tera::Tera::default();
    let component = include_str!("../../../themes/default/templates/components/checklist.html");
    let page = "{{ <checklist checklist={view} /> }}";
    tera.add_raw_templates([
        ("components/checklist.html", component),
        ("page.html", page),
    ])
    .expect("the templates are sound");
    let mut context = tera::Context::new();
    context.insert("view", view);
    tera.render("page.html", &context)
        .expect("the view has all that is shown")
}

#[test]
fn the_page_has_drawn_boxes_and_no_form_controls() {
    let text = format!(
        "Words [out](https://x.example) **now**.\n\n{TEXT}\n> [!CAUTION]\n> Stop & think.\n\n- plain\n- F: ____ cm {{number unit=cm max=3}}\n\
        - [ ] G {{yes/no stop if=\"risk=no\"}}\n  - hint <b>\n- H {{one=\"a|b\"}}\n\n### Count {{count}}\n\n| I | O |\n| - | - |\n| W | |\n"
    );
    let html = page(&view(&text, Form::Full));
    for needed in [
        "<h2 id=\"sign-in\"><span class=\"checklist-number\">1</span> Sign in</h2>",
        "Only if “Risk of bleeding” (1.1) is Yes",
        "Stop &amp; think.",
        "hint &lt;b&gt;",
        "Stop if No",
        "<a href=\"https://x.example\">out</a>",
        "<th scope=\"row\">W</th>",
    ] {
        assert!(html.contains(needed), "{needed} is not in\n{html}");
    }
    for control in ["<input", "<button", "<form", "<select", "<textarea"] {
        assert!(!html.contains(control), "{control}");
    }
}

#[test]
fn paper_says_where_links_lead_that_leave_the_network() {
    let text = "\
See [the **tool**kit](https://a.example/kit/), [ours](ours.md), <https://b.example/>, [call](tel:020) and [no](javascript:x).

- [ ] Item
  - Ask [the team](mailto:team@a.example)
";
    let view = view(text, Form::Full);
    let hint = view.items().next().expect("it is there").guidance[0].clone();
    let Some(BlockView::Text { runs }) = view.head.first() else {
        panic!("{:?}", view.head);
    };
    let links: Vec<_> = runs
        .iter()
        .chain(&hint.runs)
        .filter(|run| !run.href.is_empty())
        .map(|run| (run.text.as_str(), run.href.as_str(), run.address.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("the toolkit", "https://a.example/kit/", "a.example/kit"),
            ("https://b.example/", "https://b.example/", ""),
            ("call", "tel:020", "020"),
            ("the team", "mailto:team@a.example", "team@a.example"),
        ]
    );
}
