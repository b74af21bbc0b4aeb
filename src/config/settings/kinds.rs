//! The kinds of values that settings take, and how staff are told.

/// What a setting takes and an example of it, in French and English.
pub(super) struct Kind {
    pub(super) wanted: [&'static str; 2],
    pub(super) example: [&'static str; 2],
}

pub(super) const NUMBER: Kind = Kind {
    wanted: ["un nombre", "a number"],
    example: [
        "sans guillemets ni unité, avec un point décimal : 0.5",
        "no quotes, no unit, a decimal point: 0.5",
    ],
};
pub(super) const WHOLE: Kind = Kind {
    wanted: ["un nombre entier", "a whole number"],
    example: [
        "sans guillemets, sans unité et sans virgule : 45",
        "no quotes, no unit, no decimals: 45",
    ],
};
pub(super) const YES_OR_NO: Kind = Kind {
    wanted: ["oui ou non", "yes or no"],
    example: ["écrire true (oui) ou false (non)", "write true or false"],
};
pub(super) const EVENT: Kind = Kind {
    wanted: ["un nom entre guillemets", "a name between quotes"],
    example: [
        "par exemple \"exemple\", pour config/events/exemple.ron",
        "for instance \"exemple\"",
    ],
};
pub(super) const KITS: Kind = Kind {
    wanted: ["une liste de noms entre guillemets", "a list of names between quotes"],
    example: [
        "par exemple [\"soudure\", \"cuisine\"]",
        "for instance [\"soudure\", \"cuisine\"]",
    ],
};
pub(super) const TIME: Kind = Kind {
    wanted: ["une heure entre guillemets", "a time between quotes"],
    example: ["par exemple \"09:30\"", "for instance \"09:30\""],
};
pub(super) const LANGUAGES: Kind = Kind {
    wanted: ["une liste de langues", "a list of languages"],
    example: ["par exemple [fr, en]", "for instance [fr, en]"],
};
pub(super) const SPANS: Kind = Kind {
    wanted: ["une liste de plages", "a list of spans"],
    example: [
        "par exemple [(from: \"09:00\", to: \"10:00\", volume: 0.4)]",
        "for instance [(from: \"09:00\", to: \"10:00\", volume: 0.4)]",
    ],
};
pub(super) const KIT: Kind = Kind {
    wanted: ["un nom de kit entre guillemets", "a kit's name between quotes"],
    example: ["par exemple \"soudure\"", "for instance \"soudure\""],
};
pub(super) const LEVELS: Kind = Kind {
    wanted: ["une liste de kits et de niveaux", "a list of kits and levels"],
    example: [
        "par exemple [(kit: \"soudure\", level: defi)]",
        "for instance [(kit: \"soudure\", level: defi)]",
    ],
};
