//! One thing wrong at a time: what the check says of it.

use glam::Vec3;

use super::*;
use crate::{
    Level,
    steer::{
        hands::{EYE, Quay, anchor},
        plays_out,
    },
};
use etabli_finding::Findings;

fn codes(quay: &Quay) -> Vec<&'static str> {
    let mut findings = Findings::default();
    let at = FieldPath::root();
    check(&quay.spec, Some(&quay.anchors), &["soin"], &at, &mut findings);
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    codes.dedup();
    codes
}

fn without(quay: &mut Quay, lost: &str) {
    let kept = quay.anchors.names().filter(|name| *name != lost);
    let kept = kept.filter_map(|name| Some((name.to_owned(), *quay.anchors.get(name)?)));
    quay.anchors = kept.collect();
}

fn with(quay: &mut Quay, name: &str, at: Vec3, scale: Vec3) {
    without(quay, name);
    let kept = quay
        .anchors
        .names()
        .filter_map(|name| Some((name.to_owned(), *quay.anchors.get(name)?)));
    quay.anchors = kept.chain([(name.to_owned(), anchor(at, scale))]).collect();
}

#[test]
fn a_sound_quay_has_no_findings_and_plays_out() {
    let quay = Quay::plain();
    assert_eq!(codes(&quay), [""; 0]);
    for level in Level::ALL {
        assert!(plays_out(&quay.spec, level, &quay.anchors, EYE));
    }
}

#[test]
fn each_rule_finds_its_fault() {
    let faults: [(&str, fn(&mut Quay)); 16] = [
        ("K560", |quay| without(quay, "cable")),
        ("K560", |quay| without(quay, "cargo")),
        ("K560", |quay| {
            with(quay, "lever.hoist", Vec3::new(0.45, 0.5, 1.4), Vec3::ONE);
        }),
        ("K561", |quay| {
            with(quay, "rail.end", Vec3::new(1.6, 2.5, 0.0), Vec3::ONE);
        }),
        ("K562", |quay| quay.spec.haste = 9.0),
        ("K562", |quay| quay.spec.cable_m = (19.0, 4.0)),
        ("K562", |quay| quay.spec.walkers[0].secs = 0.0),
        ("K563", |quay| {
            let twice = quay.spec.walkers[0].clone();
            quay.spec.walkers.push(twice);
        }),
        ("K564", |quay| quay.spec.goals[1].does = Does::Take),
        ("K564", |quay| quay.spec.goals.clear()),
        ("K565", |quay| without(quay, "walk.docker.01")),
        ("K565", |quay| {
            with(quay, "zone.quai", Vec3::new(-1.0, 0.5, 0.0), Vec3::splat(0.1));
        }),
        ("K566", |quay| {
            with(quay, "goal.camion", Vec3::new(1.9, 0.7, 0.0), Vec3::ONE);
        }),
        ("K566", |quay| {
            with(quay, "block.mur", Vec3::new(0.0, 1.0, 0.0), Vec3::new(0.1, 1.0, 0.3));
        }),
        ("K567", |quay| quay.spec.levels.discovery.reaction_secs = 0.0),
        ("K569", |quay| quay.spec.levels.expert.wind_km_h = 0.0),
    ];
    for (code, spoil) in faults {
        let mut quay = Quay::plain();
        spoil(&mut quay);
        assert!(codes(&quay).contains(&code), "{code}: {:?}", codes(&quay));
    }
    let mut quay = Quay::plain();
    quay.spec.levels.discovery.walks = 0;
    assert!(codes(&quay).contains(&"K568"));
}
