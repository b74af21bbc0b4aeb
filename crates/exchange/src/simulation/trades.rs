//! The kits of a simulated fair: each with its own appeal, length and success, as real ones have.

/// A kit, as its visitors take to it.
#[derive(Clone, Copy, Debug)]
pub struct Trade {
    /// Name of the kit's folder.
    pub kit: &'static str,
    pub steps: u8,
    /// Of a whole try, typical, seconds.
    pub secs: f64,
    /// Share that finish, 0 to 1.
    pub finish: f64,
    /// Typical mark of those who finish, 0 to 100.
    pub mark: f64,
    /// How often it is chosen, beside the others.
    pub appeal: f64,
    /// Share of those who say so that liked it, 0 to 1.
    pub liked: f64,
    pub criteria: [&'static str; 2],
}

const fn trade(kit: &'static str, steps: u8, shape: (f64, f64, f64, f64, f64), criteria: [&'static str; 2]) -> Trade {
    let (secs, finish, mark, appeal, liked) = shape;
    Trade {
        kit,
        steps,
        secs,
        finish,
        mark,
        appeal,
        liked,
        criteria,
    }
}

/// In the order in which `--kits` takes them.
pub const TRADES: [Trade; 16] = [
    trade("soudure", 4, (190.0, 0.72, 58.0, 3.0, 0.81), ["regularite", "vitesse"]),
    trade("cuisine", 5, (220.0, 0.83, 71.0, 2.6, 0.88), ["cuisson", "dressage"]),
    trade("soins", 4, (170.0, 0.88, 76.0, 2.2, 0.74), ["ecoute", "gestes"]),
    trade("charpente", 5, (240.0, 0.55, 49.0, 1.4, 0.63), ["assemblage", "aplomb"]),
    trade(
        "usinage",
        3,
        (150.0, 0.64, 52.0, 1.0, 0.52),
        ["cote", "etat_de_surface"],
    ),
    // Nearly everybody finishes, and most like it: histograms that have to be masked.
    trade("coiffure", 3, (130.0, 0.97, 84.0, 2.4, 0.96), ["coupe", "soin"]),
    trade("electricite", 4, (180.0, 0.70, 63.0, 1.5, 0.66), ["schema", "securite"]),
    trade(
        "boulangerie",
        4,
        (160.0, 0.86, 72.0, 2.0, 0.85),
        ["faconnage", "cuisson"],
    ),
    trade("maconnerie", 4, (200.0, 0.66, 55.0, 0.9, 0.57), ["aplomb", "joints"]),
    trade(
        "horticulture",
        3,
        (140.0, 0.84, 69.0, 1.1, 0.72),
        ["rempotage", "arrosage"],
    ),
    trade("logistique", 4, (175.0, 0.75, 60.0, 1.2, 0.61), ["ordre", "securite"]),
    trade("vente", 3, (150.0, 0.90, 74.0, 1.3, 0.68), ["accueil", "conseil"]),
    trade(
        "peinture",
        4,
        (185.0, 0.78, 66.0, 1.0, 0.64),
        ["preparation", "finition"],
    ),
    trade("menuiserie", 5, (210.0, 0.62, 54.0, 1.2, 0.70), ["trace", "ajustage"]),
    trade("textile", 3, (145.0, 0.80, 67.0, 0.8, 0.69), ["couture", "coupe"]),
    trade("numerique", 4, (165.0, 0.74, 64.0, 2.1, 0.77), ["logique", "essai"]),
];
