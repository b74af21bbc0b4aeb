//! Every rule of the check, broken once.

use super::{super::rules::tests::hands::Shop, *};
use crate::{Anchor, dose::Rest};

/// What the check says of a workshop after `change`, as codes.
fn codes(change: impl Fn(&mut Spec, &mut Vec<(String, Anchor)>)) -> Vec<&'static str> {
    let shop = Shop::new(&[(Pouring::Hold, 2.0), (Pouring::Tap, 2.0), (Pouring::Tap, 2.0)], 0.5);
    let mut spec = shop.spec;
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

fn without(name: &'static str) -> Vec<&'static str> {
    codes(|_, nodes| nodes.retain(|(known, _)| known != name))
}

#[test]
fn a_sound_workshop_has_no_finding() {
    assert_eq!(codes(|_, _| {}), [""; 0]);
}

#[test]
fn doses_vessels_and_receivers_are_counted_and_named() {
    assert_eq!(
        codes(|spec, _| spec.doses.clear()),
        ["K480", "K488", "K488", "K488", "K488", "K488", "K488"]
    );
    assert_eq!(codes(|spec, _| spec.doses[1].id = "dose0".into()), ["K481"]);
    assert_eq!(codes(|spec, _| spec.doses[1].id = "Été".into()), ["K481"]);
}

#[test]
fn nodes_are_in_the_model() {
    for node in ["pour.hold", "tilt.hold", "dip.tap"] {
        assert_eq!(without(node), ["K482"], "{node}");
    }
    for node in ["into.hold", "readout.tap", "full.tap", "fill.tap"] {
        assert_eq!(without(node), ["K483"], "{node}");
    }
    // What is not dipped needs no place to dip, and only a glass that is read through rises.
    assert_eq!(without("dip.hold"), [""; 0]);
    let scale = codes(|spec, nodes| {
        spec.receivers[0].instrument = Instrument::Scale;
        nodes.retain(|(name, _)| name != "fill.hold" && name != "full.hold");
    });
    assert_eq!(scale, [""; 0]);
}

#[test]
fn numbers_go_together() {
    assert_eq!(codes(|spec, _| spec.vessels[0].rate = 0.0), ["K484"]);
    assert_eq!(codes(|spec, _| spec.vessels[0].rate = 1e4), ["K484"]);
    assert_eq!(codes(|spec, _| spec.vessels[0].drips = 9.0), ["K484"]);
    assert_eq!(codes(|spec, _| spec.receivers[1].range = (5.0, 5.0)), ["K484"]);
    assert_eq!(codes(|spec, _| spec.receivers[1].start = Some(2000.0)), ["K484"]);
    assert_eq!(codes(|spec, _| spec.doses[0].target = f32::NAN), ["K484"]);
    let long = |rest: &mut Option<Rest>| {
        if let Some(rest) = rest {
            rest.secs = 60.0;
        }
    };
    assert_eq!(codes(|spec, _| long(&mut spec.doses[0].rest)), ["K484"]);
}

#[test]
fn names_lead_somewhere() {
    assert_eq!(codes(|spec, _| spec.vessels[0].into = "seau".into()), ["K485"]);
    assert_eq!(codes(|spec, _| spec.doses[0].from = "seau".into()), ["K485"]);
}

#[test]
fn the_instrument_shows_all_that_is_poured() {
    assert_eq!(codes(|spec, _| spec.receivers[2].range.1 = 41.0), ["K486"]);
    // A scale begins anew with each dose.
    let scale = codes(|spec, _| {
        spec.receivers[2].range.1 = 41.0;
        spec.receivers[2].instrument = Instrument::Scale;
    });
    assert_eq!(scale, [""; 0]);
}

#[test]
fn levels_ask_for_what_is_there_and_never_less() {
    assert_eq!(codes(|spec, _| spec.levels.expert.inertia_secs = 5.0), ["K487"]);
    assert_eq!(
        codes(|spec, _| spec.levels.discovery.tolerance_percent = 50.0),
        ["K487"]
    );
    assert_eq!(codes(|spec, _| spec.doses[2].target = 15.0), ["K488"; 3]);
    assert_eq!(codes(|spec, _| spec.doses[0].rest = None), ["K488"; 3]);
    assert_eq!(codes(|spec, _| spec.levels.expert.inertia_secs = 0.2), ["K489"]);
    assert_eq!(codes(|spec, _| spec.levels.challenge.band = false), [""; 0]);
    assert_eq!(
        codes(|spec, _| {
            spec.levels.challenge.band = false;
            spec.levels.expert.band = true;
        }),
        ["K489"]
    );
}
