//! « Données »: the balance tells the truth, whatever it is; each control has its wish.

use std::path::PathBuf;

use etabli_staff::{
    DataAction, StaffAction, Tab,
    view::{Balance, CertificateProblem, Sending},
};
use proptest::prelude::*;

use crate::{bench::Bench, sample};

#[test]
fn every_control_has_its_wish() {
    let mut bench = Bench::tall(Tab::Data, sample::view());
    let wish = |action| [StaffAction::Data(action)];
    assert_eq!(bench.touch("Essayer l’envoi"), wish(DataAction::TrySending));
    assert_eq!(bench.touch("Chercher une clé"), wish(DataAction::LookForSticks));
    let export = bench.touch("Copier sur CLÉ-SALON (14\u{a0}Go libres)");
    assert_eq!(export, wish(DataAction::Export(PathBuf::from("/media/cle"))));
}

#[test]
fn what_is_being_tried_is_not_tried_again() {
    let mut view = sample::view();
    view.data.sending = Sending::Trying;
    let mut bench = Bench::tall(Tab::Data, view);
    assert_eq!(bench.touch("Essayer l’envoi"), []);
}

#[test]
fn troubles_are_said_in_words_with_what_to_do() {
    for problem in [
        CertificateProblem::Expired,
        CertificateProblem::NotYetValid,
        CertificateProblem::UnknownIssuer,
        CertificateProblem::WrongName,
        CertificateProblem::Other,
    ] {
        let mut view = sample::view();
        view.data.certificate = Some(problem);
        view.data.sending = Sending::Well;
        let bench = Bench::tall(Tab::Data, view);
        assert!(bench.tells("→ "), "{problem:?}");
        for jargon in ["TLS", "x509", "CA", "UnknownIssuer"] {
            assert!(!bench.tells(jargon), "{problem:?}: {jargon}");
        }
    }
}

/// The sums as they are written on the screen.
fn shown(bench: &Bench, name: &str) -> u64 {
    use egui_kittest::kittest::Queryable;
    let start = format!("{name} : ");
    let node = bench
        .harness
        .get_by(|node| node.value().is_some_and(|text| text.starts_with(&start)));
    let label = node.value().unwrap();
    let digits: String = label[start.len()..].chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A balance that adds up says so, and so do the figures on the screen; one that does not says that.
    #[test]
    fn the_balance_adds_up_or_says_that_it_does_not(
        parts in prop::array::uniform5(0u64..100_000),
        slip in prop_oneof![Just(0u64), 1u64..9],
        is_slip_inner in any::<bool>(),
    ) {
        let [opted_out, sealed, waiting, suppressed, late] = parts;
        let recorded = sealed + waiting + suppressed + late + if is_slip_inner { slip } else { 0 };
        let visits = opted_out + recorded + if is_slip_inner { 0 } else { slip };
        let mut view = sample::view();
        view.data.balance = Balance { visits, opted_out, recorded, sealed, waiting, suppressed, late, dropped: 0 };
        let bench = Bench::tall(Tab::Data, view);
        let outer = shown(&bench, "= non comptés, à leur demande") + shown(&bench, "+ enregistrés");
        let inner = shown(&bench, "= dans un total scellé") + shown(&bench, "+ en attente du total")
            + shown(&bench, "+ effacés, trop peu nombreux") + shown(&bench, "+ arrivés après le total");
        let is_right = outer == shown(&bench, "Essais") && inner == shown(&bench, "Enregistrés");
        prop_assert_eq!(is_right, slip == 0);
        prop_assert_eq!(bench.tells("Tout s’additionne"), is_right);
        prop_assert_eq!(bench.tells("Le compte n’y est pas."), !is_right);
        prop_assert_eq!(bench.tells("Les parties font"), !is_right);
    }
}
