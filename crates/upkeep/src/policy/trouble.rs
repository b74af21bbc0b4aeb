//! What went wrong, and the code that staff read aloud when nothing else helps.

/// Why a player is not there any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// The program itself could not be started.
    NoProgram,
    /// It did not come as far as showing anything.
    NoFrame,
    /// It ended while it played.
    Crash,
    /// It showed nothing new any more.
    Frozen,
}

impl Trouble {
    pub const ALL: [Self; 4] = [Self::NoProgram, Self::NoFrame, Self::Crash, Self::Frozen];

    /// Short, and plain over a bad telephone line.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoProgram => "E1-PROGRAMME",
            Self::NoFrame => "E2-IMAGE",
            Self::Crash => "E3-CRASH",
            Self::Frozen => "E4-FIGE",
        }
    }

    /// What staff are told, in French.
    pub fn told(self) -> &'static str {
        match self {
            Self::NoProgram => "le programme de la borne ne démarre pas",
            Self::NoFrame => "la borne ne montre aucune image",
            Self::Frozen => "l’image de la borne se fige",
            Self::Crash => "la borne s’arrête pendant qu’elle fonctionne",
        }
    }

    /// What staff can do about it, in French.
    pub fn help(self) -> &'static str {
        match self {
            Self::NoProgram => "Vérifier l’espace libre du disque, puis réinstaller Établi.",
            Self::NoFrame => "Vérifier le câble et l’alimentation de l’écran, puis éteindre et rallumer l’ordinateur.",
            Self::Frozen => {
                "Éteindre et rallumer l’ordinateur. Si cela revient, le laisser refroidir, aérations dégagées."
            }
            Self::Crash => "Éteindre et rallumer l’ordinateur. Si cela revient, retirer les kits installés en dernier.",
        }
    }

    /// The trouble with this code.
    pub fn with_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.code() == code)
    }
}
