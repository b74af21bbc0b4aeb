//! What the doctor has to say of one thing: good, to watch, or missing; why it matters, and how to mend it.

use serde::Serialize;

/// From good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Good,
    /// The kiosk plays, but something may spoil the day.
    Watch,
    /// The kiosk does not play, or loses what it counts.
    Missing,
}

impl Level {
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "bon",
            Self::Watch => "à surveiller",
            Self::Missing => "manque",
        }
    }
}

/// What a verdict is about; the name in JSON is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Graphics,
    Display,
    Touch,
    Sound,
    Clock,
    Memory,
    Disk,
    Files,
    Settings,
    Pin,
    Service,
    Network,
}

impl Topic {
    pub fn name(self) -> &'static str {
        match self {
            Self::Graphics => "dessin",
            Self::Display => "écran",
            Self::Touch => "toucher",
            Self::Sound => "son",
            Self::Clock => "horloge",
            Self::Memory => "mémoire",
            Self::Disk => "disque",
            Self::Files => "fichiers",
            Self::Settings => "réglages",
            Self::Pin => "code PIN",
            Self::Service => "démarrage",
            Self::Network => "réseau",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    pub topic: Topic,
    pub level: Level,
    /// What was found, in French.
    pub told: String,
    /// What follows from it for visitors or staff; only where something is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The commands to type, or what to do with one’s hands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mend: Vec<String>,
}

impl Verdict {
    pub fn new(topic: Topic, level: Level, told: impl Into<String>) -> Self {
        Self {
            topic,
            level,
            told: told.into(),
            why: None,
            mend: Vec::new(),
        }
    }

    pub fn good(topic: Topic, told: impl Into<String>) -> Self {
        Self::new(topic, Level::Good, told)
    }

    pub fn watch(topic: Topic, told: impl Into<String>) -> Self {
        Self::new(topic, Level::Watch, told)
    }

    pub fn missing(topic: Topic, told: impl Into<String>) -> Self {
        Self::new(topic, Level::Missing, told)
    }

    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    pub fn mend(mut self, step: impl Into<String>) -> Self {
        self.mend.push(step.into());
        self
    }
}
