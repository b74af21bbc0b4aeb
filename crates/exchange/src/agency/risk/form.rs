//! Does anything but the contract's keys get out?

use serde_json::Value;

use super::{Attack, Criterion, number};
use crate::agency::statement;

/// What stores add to a statement by themselves.
const ADDED_BY_STORES: [&str; 3] = ["stored", "authority", "version"];

/// Looks for any key or value that the contract does not name, in every statement.
pub fn foreign_keys(statements: &[&Value]) -> Attack {
    let refusals: Vec<String> = statements.iter().filter_map(|statement| refusal(statement)).collect();
    let mut numbers = vec![
        number("déclarations examinées", statements.len()),
        number(
            "déclarations qui portent autre chose que les clés prévues",
            refusals.len(),
        ),
    ];
    if let Some(first) = refusals.first() {
        numbers.push(number("la première", first));
    }
    Attack {
        name: "Chercher une donnée de personne dans les déclarations",
        criterion: Criterion::SinglingOut,
        how: "Chaque déclaration est relue par un lecteur qui refuse toute clé hors de la liste fermée (nom, adresse, \
              inscription, langue, réponse, pièce jointe, heure…) et toute valeur qui n’est ni un compte ni un code prévu.",
        numbers,
        successes: refusals.len(),
        meaning: "Un identifiant, un texte libre ou une heure n’a aucun champ où se loger.".to_owned(),
    }
}

fn refusal(statement: &Value) -> Option<String> {
    let mut own = statement.clone();
    if let Some(members) = own.as_object_mut() {
        for key in ADDED_BY_STORES {
            members.remove(key);
        }
    }
    statement::one(&own.to_string()).err().map(|error| error.to_string())
}
