//! What histograms count, and what their codes mean in French.

/// One of the histograms of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    Outcome,
    Score,
    Duration,
    Help,
    StepReached,
    Liked,
    Language,
}

/// A code and its French name.
type Named = (&'static str, &'static str);

const OUTCOME: &[Named] = &[("finished", "Terminé"), ("abandoned", "Interrompu")];
const SCORE: &[Named] = &[
    ("none", "Non mesurée"),
    ("0-24", "0 à 24"),
    ("25-49", "25 à 49"),
    ("50-74", "50 à 74"),
    ("75-100", "75 à 100"),
];
const DURATION: &[Named] = &[
    ("0-59", "moins de 1\u{a0}min"),
    ("60-119", "1 à 2\u{a0}min"),
    ("120-179", "2 à 3\u{a0}min"),
    ("180-239", "3 à 4\u{a0}min"),
    ("240+", "4\u{a0}min et plus"),
];
const HELP: &[Named] = &[
    ("none", "Aucune"),
    ("hint", "Un indice"),
    ("ghost", "La main fantôme"),
    ("one_touch", "En une touche"),
];
const STEP_REACHED: &[Named] = &[
    ("1", "Étape 1"),
    ("2", "Étape 2"),
    ("3", "Étape 3"),
    ("4", "Étape 4"),
    ("5", "Étape 5"),
];
const LIKED: &[Named] = &[
    ("yes", "Oui"),
    ("so_so", "Moyennement"),
    ("no", "Non"),
    ("none", "Sans avis"),
];
const LANGUAGE: &[Named] = &[("fr", "Français"), ("en", "Anglais")];

impl Measure {
    pub const ALL: [Self; 7] = [
        Self::Outcome,
        Self::Score,
        Self::Duration,
        Self::Help,
        Self::StepReached,
        Self::Liked,
        Self::Language,
    ];
    /// Those of a kit's class.
    pub const OF_KITS: [Self; 6] = [
        Self::Outcome,
        Self::Duration,
        Self::Score,
        Self::Help,
        Self::StepReached,
        Self::Liked,
    ];

    /// The end of the extension's IRI, after `/xapi/ext/`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Score => "score-hist",
            Self::Duration => "duration-hist",
            Self::Help => "help-hist",
            Self::StepReached => "step-reached-hist",
            Self::Liked => "liked",
            Self::Language => "language-hist",
        }
    }

    pub fn of_extension(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.extension() == name)
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Outcome => "Issue",
            Self::Score => "Réussite",
            Self::Duration => "Durée",
            Self::Help => "Aide utilisée",
            Self::StepReached => "Étape atteinte",
            Self::Liked => "«\u{a0}Ça t’a plu\u{202f}?\u{a0}»",
            Self::Language => "Langue",
        }
    }

    /// What the counts are about, under the title.
    pub fn about(self) -> &'static str {
        match self {
            Self::Outcome => "l’essai a été mené jusqu’au bout, ou non",
            Self::Score => "moyenne des critères, sur 100",
            Self::Duration => "du premier geste à la fin",
            Self::Help => "la plus forte pendant l’essai",
            Self::StepReached => "la dernière étape commencée",
            Self::Liked => "réponse donnée sur la borne",
            Self::Language => "choisie par le visiteur",
        }
    }

    /// Codes in their order, with their names.
    pub fn codes(self) -> &'static [Named] {
        match self {
            Self::Outcome => OUTCOME,
            Self::Score => SCORE,
            Self::Duration => DURATION,
            Self::Help => HELP,
            Self::StepReached => STEP_REACHED,
            Self::Liked => LIKED,
            Self::Language => LANGUAGE,
        }
    }

    /// Place of a code in the order; unknown ones come last.
    pub fn rank(self, code: &str) -> usize {
        let codes = self.codes();
        let found = codes.iter().position(|(known, _)| *known == code);
        found.unwrap_or(codes.len())
    }

    /// French name of a code; an unknown one stands for itself.
    pub fn name(self, code: &str) -> &str {
        let found = self.codes().iter().find(|(known, _)| *known == code);
        found.map_or(code, |(_, name)| name)
    }

    /// « 0 à 24 + 25 à 49 »: a bin that was merged says so.
    pub fn bin_name(self, codes: &[String]) -> String {
        let names: Vec<&str> = codes.iter().map(|code| self.name(code)).collect();
        names.join(" + ")
    }
}

/// Audiences and groups, in the order they are shown.
pub const AUDIENCES: [(&str, &str); 9] = [
    ("scolaire", "Scolaires"),
    ("college", "Collège"),
    ("lycee", "Lycée"),
    ("etudes", "Études"),
    ("adulte", "Adultes"),
    ("parent", "Parents"),
    ("conseil", "Conseil et orientation"),
    ("non_precise", "Non précisé"),
    (ALL_AUDIENCES, "Tous publics ensemble"),
];

/// Stands for a class that has no audience.
pub const ALL_AUDIENCES: &str = "tous";

/// French name of an audience or group.
pub fn audience_name(code: &str) -> &str {
    let found = AUDIENCES.iter().find(|(known, _)| *known == code);
    found.map_or(code, |(_, name)| name)
}

/// French name of an accessibility mode.
pub fn accessibility_name(code: &str) -> &str {
    match code {
        "large_text" => "Grand texte",
        "one_touch" => "Jeu en une touche",
        "mute" => "Son coupé",
        "calm" => "Mouvements réduits",
        "low_controls" => "Commandes en bas",
        other => other,
    }
}
