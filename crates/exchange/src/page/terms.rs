//! What protects visitors in the figures, in the words that a reader needs.

use maud::{Markup, html};

/// Entries of a list of terms.
pub fn terms() -> Markup {
    html! {
        dt { span.swatch.merged {} " Regroupé" }
        dd { "Une tranche de moins de 3 visites est comptée avec sa voisine. «\u{a0}78 à 84\u{a0}%\u{a0}» veut dire\u{a0}: on ne sait pas mieux, et on ne doit pas savoir mieux." }
        dt { span.swatch.masked {} " Masqué" }
        dd { "Quand plus de 90\u{a0}% des visites d’un groupe ont la même réponse, elle n’est pas publiée\u{a0}: elle dirait ce qu’a fait presque chaque visiteur du groupe. Ces visites restent hors des pourcentages." }
        dt { "Jamais croisé" }
        dd { "Durée, réussite, aide et avis sont comptés séparément\u{a0}: on ne peut pas savoir si ceux qui ont été aidés ont mieux aimé." }
    }
}
