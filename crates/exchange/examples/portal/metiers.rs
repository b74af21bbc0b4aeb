//! Four métiers, an agency and what may come next, all of it invented but the trades: no kit is needed to see the page.

use jiff::civil::Date;

use super::*;

fn both(french: &str, english: &str) -> Bilingual {
    Bilingual::new(french, english)
}

fn invented() -> Reference {
    Reference {
        title: "Exemple".to_owned(),
        url: Some("https://exemple.invalid/fiche".to_owned()),
        date: date(2026, 11, 23),
    }
}

/// What does not end while the page is tried.
const FAR: Date = date(2090, 8, 31);

fn metier(
    names: [(&str, &str); 2],
    sector: (&str, &str),
    colour: [u8; 3],
    done: (&str, &str),
    criteria: &[[(&str, &str); 2]],
) -> Metier {
    let criterion = |[name, advice]: &[(&str, &str); 2]| Criterion {
        name: both(name.0, name.1),
        advice: vec![both(advice.0, advice.1)],
    };
    let formation = |name: &str, apprenticeship| Formation {
        name: name.to_owned(),
        rncp: 0,
        apprenticeship,
        until: FAR,
        source: invented(),
    };
    Metier {
        feminine: both(names[0].0, names[0].1),
        masculine: both(names[1].0, names[1].1),
        sector: both(sector.0, sector.1),
        colour,
        picture: None,
        done: both(done.0, done.1),
        beyond: both(
            "Préparer, faire, puis contrôler chaque pièce\u{a0}: un métier de finesse et de calme.",
            "Prepare, do, then check every piece: a trade of fine, calm hands.",
        ),
        criteria: criteria.iter().map(criterion).collect(),
        facts: vec![Fact {
            text: both(
                "«\u{a0}Il faut de la force\u{a0}»\u{202f}? L’indispensable, c’est la précision.",
                "“You need to be strong”? What you cannot do without is precision.",
            ),
            source: invented(),
        }],
        formations: vec![
            formation("Bac pro d’exemple par la voie scolaire", false),
            formation("Bac pro d’exemple en chaudronnerie industrielle", true),
        ],
        next_steps: vec![both(
            "Demander un stage dans un atelier près de chez soi",
            "Ask for a work placement in a workshop nearby",
        )],
    }
}

const SAFETY: (&str, &str) = ("Sécurité", "Safety");

/// Numbers as on the printed card.
pub fn all() -> Vec<(u16, Metier)> {
    let welder = metier(
        [("Soudeuse", "Welder"), ("Soudeur", "Welder")],
        ("Industrie", "Industry"),
        [29, 75, 114],
        (
            "Protections mises, courant réglé, deux cordons posés, trois défauts trouvés\u{a0}: la tour de l’éolienne peut partir.",
            "Protection on, current set, two beads laid, three flaws found: the wind turbine’s tower can leave.",
        ),
        &[
            [
                SAFETY,
                (
                    "Regarder la matière\u{a0}: le cuir protège, la toile brûle.",
                    "Look at the material: leather protects, cloth burns.",
                ),
            ],
            [
                ("Régularité du cordon", "Even bead"),
                (
                    "Avancer sans à-coups\u{a0}: la largeur du cordon suit la vitesse de la main.",
                    "Move without jerks: the bead’s width follows the hand’s speed.",
                ),
            ],
            [
                ("Précision du geste", "Steady hand"),
                (
                    "Garder le fil dans le joint, les yeux juste devant l’arc.",
                    "Keep the wire in the joint, eyes just ahead of the arc.",
                ),
            ],
            [
                ("Méthode", "Method"),
                (
                    "S’habiller de bas en haut, la cagoule à la fin.",
                    "Dress from the feet up, helmet last.",
                ),
            ],
        ],
    );
    let wind = metier(
        [
            ("Technicienne de maintenance d’éoliennes", "Wind turbine technician"),
            ("Technicien de maintenance d’éoliennes", "Wind turbine technician"),
        ],
        ("Énergie", "Energy"),
        [29, 105, 114],
        (
            "Courbes lues, machine consignée, longes accrochées, boulons serrés.",
            "Curves read, machine locked out, lanyards hooked, bolts tightened.",
        ),
        &[
            [
                SAFETY,
                (
                    "Toujours une longe accrochée avant de décrocher l’autre.",
                    "Always one lanyard hooked before unhooking the other.",
                ),
            ],
            [
                ("Bon diagnostic", "Right diagnosis"),
                (
                    "Comparer les trois courbes avant de choisir.",
                    "Compare the three curves before choosing.",
                ),
            ],
            [
                ("Couple de serrage", "Tightening torque"),
                ("Serrer en étoile, en deux passes.", "Tighten in a star, in two passes."),
            ],
        ],
    );
    let care = metier(
        [
            ("Aide-soignante", "Care assistant"),
            ("Aide-soignant", "Care assistant"),
        ],
        ("Santé et social", "Health and care"),
        [29, 114, 97],
        (
            "Mains frottées, accord demandé, lever accompagné, trois signes transmis.",
            "Hands rubbed, consent asked, getting up assisted, three signs passed on.",
        ),
        &[
            [
                ("Écoute et accord", "Listening and consent"),
                (
                    "Expliquer avant de faire, et attendre la réponse.",
                    "Explain before doing, and wait for the answer.",
                ),
            ],
            [
                ("Sécurité du dos", "Safe back"),
                (
                    "Plier les genoux, garder la personne près de soi.",
                    "Bend your knees, keep the person close.",
                ),
            ],
        ],
    );
    let cook = metier(
        [("Cuisinière", "Cook"), ("Cuisinier", "Cook")],
        ("Hôtellerie et restauration", "Hotels and restaurants"),
        [114, 46, 29],
        (
            "Frigo trié, légumes taillés, trois cuissons menées ensemble.",
            "Fridge sorted, vegetables cut, three dishes cooked together.",
        ),
        &[[
            SAFETY,
            ("Le cru et le cuit ne se croisent pas.", "Raw and cooked never meet."),
        ]],
    );
    vec![(1, welder), (2, wind), (11, care), (12, cook)]
}

/// One that has ended, one for some métiers only, one with a date.
pub fn next_steps() -> NextSteps {
    let step = |kind, title: (&str, &str), until| Step {
        kind,
        title: both(title.0, title.1),
        text: None,
        metiers: Vec::new(),
        url: Some("https://exemple.invalid/suite".to_owned()),
        from: None,
        until,
        source: invented(),
    };
    let apprenticeship = Step {
        text: Some(both(
            "Un métier appris en entreprise et au centre de formation, avec un salaire.",
            "A trade learnt at a company and a training centre, with a wage.",
        )),
        ..step(
            Kind::Apprenticeship,
            ("Les offres d’apprentissage d’exemple", "Example apprenticeships"),
            FAR,
        )
    };
    let ended = step(
        Kind::Event,
        ("Portes ouvertes de l’an passé", "Last year’s open day"),
        date(2020, 3, 1),
    );
    let open_day = Step {
        from: Some(FAR),
        ..step(Kind::Event, ("Portes ouvertes d’exemple", "Example open day"), FAR)
    };
    let of_welding = Step {
        metiers: vec![1],
        ..step(Kind::Ambassador, ("Une soudeuse d’exemple", "An example welder"), FAR)
    };
    let of_cooking = Step {
        metiers: vec![12],
        ..step(Kind::Ambassador, ("Un cuisinier d’exemple", "An example cook"), FAR)
    };
    NextSteps {
        phone: Some(Phone {
            number: "0 800 00 00 00".to_owned(),
            text: both(
                "Gratuit, du lundi au vendredi. Numéro d’exemple.",
                "Free, Monday to Friday. Example number.",
            ),
            until: FAR,
            source: invented(),
        }),
        steps: vec![
            ended,
            open_day,
            of_welding,
            of_cooking,
            step(Kind::Immersion, ("Stages d’exemple", "Example placements"), FAR),
            apprenticeship,
        ],
    }
}

pub fn notice() -> Notice {
    Notice {
        agency: Party {
            name: Some("Agence d’exemple".to_owned()),
            address: Some("1 rue d’Exemple, Ville-Exemple".to_owned()),
            email: Some("bonjour@exemple.invalid".to_owned()),
            phone: None,
        },
        counting_basis: Some(both(
            "Mission d’intérêt public (exemple).",
            "Public interest (example).",
        )),
        accessibility: Some(Accessibility {
            state: both("non audité", "not audited"),
            audited: date(2026, 11, 23),
            gaps: None,
        }),
        ..Notice::default()
    }
}

pub fn registration() -> Registration {
    Registration {
        consent: "2026-11".to_owned(),
        text: both(
            "J’accepte que l’agence garde ce que j’ai écrit ici pour me recontacter. Je peux changer d’avis quand je veux.",
            "I agree that the agency keeps what I wrote here to contact me. I can change my mind at any time.",
        ),
        child_text: both(
            "Je suis d’accord pour que l’agence écrive à mon parent, et nous recontacte s’il dit oui. Je peux changer d’avis quand je veux.",
            "I agree that the agency writes to my parent, and contacts us if they say yes. I can change my mind at any time.",
        ),
        kept_days: 180,
    }
}
