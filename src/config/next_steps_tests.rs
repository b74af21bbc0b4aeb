use jiff::civil::date;

use super::*;
use crate::language::Language;

const TODAY: Date = date(2026, 11, 26);
const SOURCE: &str = "source: (title: \"Région\", date: \"2026-11-23\")";

fn parse(text: &str) -> (NextSteps, Vec<String>) {
    let kits = BTreeMap::from([("soudure".to_owned(), 1), ("cuisine".to_owned(), 12)]);
    let mut findings = Findings::default();
    let steps = parse_next_steps("n", text.as_bytes(), &kits, TODAY, &mut findings);
    let told = findings.sorted().into_iter();
    (steps, told.map(|finding| finding.headline(Language::French)).collect())
}

#[test]
fn every_field_is_read() {
    let (steps, findings) = parse(&format!(
        "(phone: (number: \"0 800 12 34 56\", text: (fr: \"a\", en: \"b\"), until: \"2027-08-31\", {SOURCE}), \
         events: [(title: (fr: \"a\", en: \"b\"), text: (fr: \"c\", en: \"d\"), kits: [\"cuisine\"], \
         url: \"https://a.example\", from: \"2027-01-30\", until: \"2027-01-31\", {SOURCE})])"
    ));
    assert_eq!(findings, [""; 0]);
    assert_eq!(steps.phone.map(|phone| phone.until), Some(date(2027, 8, 31)));
    let [step] = &steps.steps[..] else { panic!("one step") };
    assert_eq!((step.kind, &step.metiers[..]), (Kind::Event, &[12][..]));
    assert_eq!((step.from, step.until), (Some(date(2027, 1, 30)), date(2027, 1, 31)));
    assert_eq!(parse("()"), (NextSteps::default(), vec![]));
}

#[test]
fn what_is_wrong_costs_its_entry_only() {
    let good = format!("(title: (fr: \"bon\", en: \"good\"), until: \"2027-08-31\", {SOURCE})");
    for (fields, code) in [
        (format!("until: \"2027-02-30\", {SOURCE}"), "C911"),
        (format!("from: \"2027-09-01\", until: \"2027-08-31\", {SOURCE}"), "C912"),
        (
            format!("url: \"http://a.example\", until: \"2027-08-31\", {SOURCE}"),
            "C913",
        ),
        (
            format!("url: \"javascript:alert(1)\", until: \"2027-08-31\", {SOURCE}"),
            "C913",
        ),
        (
            format!("text: (fr: \" \", en: \"b\"), until: \"2027-08-31\", {SOURCE}"),
            "C914",
        ),
        (format!("kits: [\"soudur\"], until: \"2027-08-31\", {SOURCE}"), "C916"),
        (
            "until: \"2027-08-31\", source: (title: \"a\", date: \"2026-11-27\")".to_owned(),
            "C918",
        ),
        (
            "until: \"2027-08-31\", source: (title: \"\", date: \"2026-11-23\")".to_owned(),
            "C914",
        ),
    ] {
        let (steps, findings) = parse(&format!(
            "(immersion: [(title: (fr: \"a\", en: \"b\"), {fields}), {good}])"
        ));
        assert!(
            findings.len() == 1 && findings[0].contains(code),
            "{fields}: {findings:?}"
        );
        assert_eq!(steps.steps.len(), 1, "{fields}");
        assert_eq!(steps.steps[0].title.fr, "bon", "{fields}");
    }
    let phone = |number: &str| {
        format!("(phone: (number: \"{number}\", text: (fr: \"a\", en: \"b\"), until: \"2027-08-31\", {SOURCE}))")
    };
    for number in ["", "12", "0 800 <b>", "06;12345678"] {
        let (steps, findings) = parse(&phone(number));
        assert!(steps.phone.is_none() && findings[0].contains("C915"), "{number}");
    }
}

#[test]
fn what_has_ended_is_told_and_a_slip_finds_its_name() {
    let (steps, findings) = parse(&format!(
        "(events: [(title: (fr: \"a\", en: \"b\"), until: \"2026-11-25\", {SOURCE})])"
    ));
    assert_eq!(steps.steps.len(), 1, "the page hides it by itself");
    assert!(findings[0].contains("C917"), "{findings:?}");
    let kits = BTreeMap::from([("soudure".to_owned(), 1)]);
    let mut findings = Findings::default();
    let text = format!(
        "(ambassadors: [(title: (fr: \"a\", en: \"b\"), kits: [\"soudrue\"], until: \"2027-08-31\", {SOURCE})])"
    );
    parse_next_steps("n", text.as_bytes(), &kits, TODAY, &mut findings);
    let help = findings.iter().find_map(|finding| finding.help.clone()).expect("help");
    assert!(help.fr.contains("soudure"), "{help:?}");
    let (_, unknown) = parse("(imersion: [])");
    assert!(unknown[0].contains("C905"), "{unknown:?}");
}

#[test]
fn the_shipped_file_has_no_fault() {
    let text = include_bytes!("../../config/next_steps.ron");
    let mut findings = Findings::default();
    let steps = parse_next_steps("n", text, &BTreeMap::new(), TODAY, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    // Every entry that is not about one trade has been sourced; a number to call has not.
    assert!(steps.phone.is_none() && steps.steps.iter().all(|step| step.source.url.is_some()));
}
