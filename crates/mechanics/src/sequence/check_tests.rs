//! Every rule of the check, broken once.

use glam::Quat;

use super::{
    super::rules::tests::hands::{Shop, anchor, kind},
    *,
};
use crate::Anchor;

/// What the check says of a workshop after `change`, as codes.
fn codes(change: impl Fn(&mut Spec, &mut Vec<(String, Anchor)>)) -> Vec<&'static str> {
    let kinds = [
        kind(Hand::Tap, 0, false),
        kind(Hand::Turn, 0b1, false),
        kind(Hand::Hold, 0b11, true),
    ];
    let shop = Shop::new(&kinds, 2);
    let mut spec = shop.spec;
    // Decoys are graded where there are any.
    spec.levels
        .discovery
        .grades
        .retain(|grading| grading.measure != Measure::Decoys);
    let known = shop.anchors.names();
    let mut nodes: Vec<_> = known
        .filter_map(|name| Some((name.to_owned(), *shop.anchors.get(name)?)))
        .collect();
    change(&mut spec, &mut nodes);
    let mut findings = Findings::default();
    let anchors = nodes.into_iter().collect();
    check(&spec, Some(&anchors), &["soin"], &FieldPath::root(), &mut findings);
    findings.sorted().iter().map(|finding| finding.code).collect()
}

fn without(nodes: &mut Vec<(String, Anchor)>, name: &str) {
    nodes.retain(|(known, _)| known != name);
}

#[test]
fn a_sound_workshop_has_no_finding() {
    assert_eq!(codes(|_, _| {}), [""; 0]);
}

#[test]
fn acts_are_counted_and_named() {
    assert_eq!(
        codes(|spec, _| spec.acts.truncate(1)),
        ["K570", "K572", "K572", "K572", "K572", "K572", "K572"]
    );
    assert_eq!(codes(|spec, _| spec.decoys[0].id = "thing0".into()), ["K571"]);
    assert_eq!(
        codes(|spec, _| spec.decoys[0].id = "Été".into()),
        ["K571", "K573", "K574"]
    );
}

#[test]
fn what_is_measured_is_there() {
    assert_eq!(codes(|spec, _| spec.acts[2].critical = None), ["K572"; 3]);
    assert_eq!(codes(|spec, _| spec.acts[1].after.clear()), ["K572"; 3]);
    assert_eq!(codes(|spec, _| spec.levels.challenge.decoys = 0), ["K572"]);
}

#[test]
fn things_are_in_the_model_and_have_a_way_to_go() {
    assert_eq!(codes(|_, nodes| without(nodes, "act.thing0")), ["K573"]);
    assert_eq!(codes(|_, nodes| without(nodes, "did.thing1")), ["K574"]);
    assert_eq!(codes(|_, nodes| without(nodes, "did.thing0")), [""; 0]);
    let turned = |degrees: f32| {
        codes(move |_, nodes| {
            let (_, did) = nodes
                .iter_mut()
                .find(|(name, _)| name == "did.thing1")
                .expect("it is there");
            *did = anchor(did.translation, Quat::from_rotation_z(degrees.to_radians()));
        })
    };
    assert_eq!((turned(90.0), turned(-90.0)), (vec![], vec![]));
    assert_eq!((turned(5.0), turned(179.0)), (vec!["K575"], vec!["K575"]));
}

#[test]
fn what_comes_before_exists_once_and_not_in_a_circle() {
    assert_eq!(codes(|spec, _| spec.acts[1].after.push("thing7".into())), ["K576"]);
    assert_eq!(codes(|spec, _| spec.acts[1].after.push("thing0".into())), ["K576"]);
    assert_eq!(codes(|spec, _| spec.acts[0].after.push("thing2".into())), ["K576"]);
    assert_eq!(codes(|spec, _| spec.acts[0].after.push("thing0".into())), ["K576"]);
    assert_eq!(
        codes(|spec, _| spec.acts[0].critical = spec.acts[2].critical.clone()),
        ["K576"]
    );
}

#[test]
fn levels_ask_for_what_is_there_and_never_less() {
    assert_eq!(codes(|spec, _| spec.levels.expert.decoys = 3), ["K577"]);
    assert_eq!(codes(|spec, _| spec.levels.challenge.decoys = 2), [""; 0]);
    assert_eq!(codes(|spec, _| spec.levels.expert.lit = true), ["K578"]);
    assert_eq!(
        codes(|spec, _| {
            spec.levels.challenge.decoys = 2;
            spec.levels.expert.decoys = 1;
        }),
        ["K578"]
    );
}

#[test]
fn a_hold_is_neither_a_tap_nor_a_wait() {
    assert_eq!(codes(|spec, _| spec.acts[2].hold_secs = 0.1), ["K579"]);
    assert_eq!(codes(|spec, _| spec.acts[2].hold_secs = f32::NAN), ["K579"]);
    assert_eq!(codes(|spec, _| spec.acts[0].hold_secs = 60.0), [""; 0]);
}
