//! Everything a finger can press, by name: what screens draw, the flow decides on, robots and tests look for.

use bevy::prelude::*;

use crate::visitor::{Liking, Who};

#[derive(Component, Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// The whole attract screen.
    Anywhere,
    Start,
    OtherMetiers,
    /// A kit's card, by the kit's id.
    Card(String),
    Mystery,
    /// Next page of the catalogue.
    MoreCards,
    Home,
    Back,
    Next,
    Language,
    LargeText,
    Sound,
    ShowMe,
    /// Closes the freeze-frame.
    Understood,
    /// Confirms leaving the game.
    Leave,
    Stay,
    Who(Who),
    SkipWho,
    NotCounted,
    Notice,
    CloseNotice,
    Face(Liking),
    Again,
    Another,
    /// « J’ai scanné »: the carnet is on the phone.
    Scanned,
    /// The numbers to tick on the printed card, instead of the code.
    NoPhone,
    /// The code again.
    WithPhone,
    End,
    /// « Tu es encore là ? »
    StillHere,
}

impl Control {
    /// Stable name, for logs, robots and tests.
    pub fn id(&self) -> String {
        match self {
            Self::Anywhere => "toucher".into(),
            Self::Start => "commencer".into(),
            Self::OtherMetiers => "autres_metiers".into(),
            Self::Card(kit) => format!("carte_{kit}"),
            Self::Mystery => "geste_mystere".into(),
            Self::MoreCards => "autres_cartes".into(),
            Self::Home => "accueil".into(),
            Self::Back => "retour".into(),
            Self::Next => "suite".into(),
            Self::Language => "langue".into(),
            Self::LargeText => "grand_texte".into(),
            Self::Sound => "son".into(),
            Self::ShowMe => "montre_moi".into(),
            Self::Understood => "compris".into(),
            Self::Leave => "quitter".into(),
            Self::Stay => "continuer".into(),
            Self::Who(Who::College) => "au_college".into(),
            Self::Who(Who::Lycee) => "au_lycee".into(),
            Self::Who(Who::Etudes) => "en_etudes".into(),
            Self::Who(Who::Adulte) => "adulte".into(),
            Self::Who(Who::Parent) => "parent".into(),
            Self::Who(Who::Conseil) => "je_conseille".into(),
            Self::SkipWho => "passer".into(),
            Self::NotCounted => "ne_pas_compter".into(),
            Self::Notice => "tes_donnees".into(),
            Self::CloseNotice => "fermer".into(),
            Self::Face(Liking::Yes) => "visage_content".into(),
            Self::Face(Liking::SoSo) => "visage_neutre".into(),
            Self::Face(Liking::No) => "visage_decu".into(),
            Self::Again => "rejouer".into(),
            Self::Another => "un_autre_metier".into(),
            Self::Scanned => "jai_scanne".into(),
            Self::NoPhone => "sans_telephone".into(),
            Self::WithPhone => "avec_telephone".into(),
            Self::End => "terminer".into(),
            Self::StillHere => "je_suis_la".into(),
        }
    }
}

/// A control was pressed and let go.
#[derive(Message, Clone, Debug)]
pub struct Used(pub Control);
