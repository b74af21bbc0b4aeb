//! One wrong thing at a time, and what is said of it.

use super::*;
use crate::coverage::rules::tests::hands::{EYE, Stand};

fn codes(spec: &Spec, anchors: &Anchors) -> Vec<&'static str> {
    let mut findings = Findings::default();
    check(spec, Some(anchors), &["soin"], &FieldPath::root(), &mut findings);
    findings.iter().map(|finding| finding.code).collect()
}

fn said(wrong: impl FnOnce(&mut Spec)) -> Vec<&'static str> {
    let mut stand = Stand::bonnet();
    wrong(&mut stand.spec);
    codes(&stand.spec, &stand.anchors)
}

fn without(lost: &str) -> Vec<&'static str> {
    let stand = Stand::bonnet();
    let kept = stand.anchors.names().filter(|name| *name != lost);
    let anchors = kept.filter_map(|name| Some((name.to_owned(), *stand.anchors.get(name)?)));
    codes(&stand.spec, &anchors.collect())
}

#[test]
fn a_sound_step_is_let_through_and_plays_out() {
    assert_eq!(said(|_| ()), Vec::<&str>::new());
    let stand = Stand::bonnet();
    assert!(
        Level::ALL
            .iter()
            .all(|level| plays_out(&stand.spec, *level, &stand.anchors, EYE))
    );
}

#[test]
fn each_rule_says_what_is_wrong() {
    assert_eq!(without("cover.capot.12"), ["K490"]);
    assert_eq!(said(|spec| spec.areas[0].id = "coffre".into()), ["K490"]);
    assert_eq!(said(|spec| spec.real_mm_per_m = 4900.0), ["K491"]);
    assert_eq!(said(|spec| spec.width_mm = 60.0), ["K491"]);
    assert_eq!(said(|spec| spec.overlap_percent = 95.0), ["K492", "K491"]);
    assert_eq!(said(|spec| spec.areas.clear()), ["K493"]);
    assert_eq!(said(|spec| spec.areas.push(spec.areas[0].clone())), ["K493"]);
    assert_eq!(said(|spec| spec.run_um = 55.0), ["K494"]);
    assert_eq!(without("dial.distance"), ["K495"]);
    let nearest = |spec: &mut Spec| {
        if let Tool::Spray(spray) = &mut spec.tool {
            spray.distance.range.0 = 0.0;
        }
    };
    assert_eq!(said(nearest), ["K495"]);
    assert_eq!(said(|spec| spec.levels.expert.thin_percent = 90.0), ["K496"]);
    assert_eq!(said(|spec| spec.levels.expert.pace_max_mm_s = 310.0), ["K496"]);
    assert!(said(|spec| spec.tool = Tool::Rub).iter().all(|code| *code == "K497"));
    assert_eq!(said(|spec| spec.levels.expert.magnet = 0.5), ["K498"]);
    assert_eq!(without("cover.capot"), ["K499"]);
}
