//! What the mail says: to the visitor with « tu », to a parent with « vous », in the language of the form.

use crate::language::Language;

/// Who and what a mail is about.
pub(super) struct Facts<'a> {
    pub first_name: &'a str,
    pub organisation: &'a str,
    /// Empty if there is none.
    pub contact: &'a str,
    /// Days a confirmed registration is kept.
    pub kept_days: u16,
    /// The last day to confirm, in the mail's language.
    pub until: String,
}

/// A mail's sentences, in their order.
pub(super) struct Words {
    pub subject: &'static str,
    pub hello: String,
    /// Why this mail comes; the link follows.
    pub why: String,
    pub button: &'static str,
    /// The wishes follow.
    pub asked: &'static str,
    pub kept: String,
    /// How to refuse; the link to erase follows.
    pub refuse: String,
    pub rights: String,
    pub after: &'static str,
}

impl Words {
    pub fn of(facts: &Facts, language: Language, to_parent: bool) -> Self {
        match (language, to_parent) {
            (Language::French, false) => to_visitor_fr(facts),
            (Language::French, true) => to_parent_fr(facts),
            (Language::English, false) => to_visitor_en(facts),
            (Language::English, true) => to_parent_en(facts),
        }
    }
}

fn to_visitor_fr(facts: &Facts) -> Words {
    let Facts {
        first_name,
        organisation,
        kept_days,
        until,
        ..
    } = facts;
    Words {
        subject: "Confirme ton inscription",
        hello: format!("Bonjour {first_name},"),
        why: "Quelqu’un – toi, sans doute – a essayé des métiers sur une borne Établi, puis donné cette adresse pour aller plus loin. Pour que l’inscription compte, ouvre cette page et appuie sur «\u{a0}Je confirme\u{a0}»\u{a0}:".to_owned(),
        kept: format!("{organisation} garde ce prénom, cette adresse, la tranche d’âge et ces souhaits pour pouvoir te répondre, et pour rien d’autre, {kept_days}\u{a0}jours au plus. Tes résultats n’en font pas partie\u{a0}: ils restent sur ton téléphone."),
        refuse: format!("Ce n’est pas toi, ou tu as changé d’avis\u{202f}? Ne fais rien\u{a0}: tout est effacé après le {until}. Pour tout effacer tout de suite, maintenant ou plus tard\u{a0}:"),
        ..common_fr(facts)
    }
}

fn to_parent_fr(facts: &Facts) -> Words {
    let Facts {
        first_name,
        organisation,
        kept_days,
        until,
        ..
    } = facts;
    Words {
        subject: "Votre accord pour l’inscription de votre enfant",
        hello: "Bonjour,".to_owned(),
        why: format!(
            "{first_name}, qui dit avoir moins de 15\u{a0}ans, a essayé des métiers sur une borne Établi et voudrait aller plus loin. À cet âge, l’accord d’un parent est nécessaire, en plus du sien\u{a0}: l’adresse donnée est la vôtre. Pour lire ce qui est demandé, puis accepter ou refuser\u{a0}:"
        ),
        kept: format!(
            "Si vous acceptez, {organisation} garde le prénom, votre adresse, la tranche d’âge et ces souhaits pour pouvoir vous répondre, et pour rien d’autre, {kept_days}\u{a0}jours au plus. C’est à vous que l’on écrira. Les résultats de votre enfant n’en font pas partie."
        ),
        refuse: format!(
            "Pour refuser, il suffit de ne rien faire\u{a0}: tout est effacé après le {until}. Pour tout effacer tout de suite, maintenant ou plus tard\u{a0}:"
        ),
        ..common_fr(facts)
    }
}

fn common_fr(facts: &Facts) -> Words {
    let complaint = "En cas de désaccord, la CNIL reçoit les réclamations (www.cnil.fr).";
    Words {
        subject: "",
        hello: String::new(),
        why: String::new(),
        button: "Ouvrir la page",
        asked: "Ce qui a été demandé\u{a0}:",
        kept: String::new(),
        refuse: String::new(),
        rights: match facts.contact {
            "" => complaint.to_owned(),
            contact => format!("Questions, droits sur les données\u{a0}: {contact}. {complaint}"),
        },
        after: "Ce message est envoyé automatiquement\u{202f}; personne n’y a joint de fichier.",
    }
}

fn to_visitor_en(facts: &Facts) -> Words {
    let Facts {
        first_name,
        organisation,
        kept_days,
        until,
        ..
    } = facts;
    Words {
        subject: "Confirm your registration",
        hello: format!("Hello {first_name},"),
        why: "Someone – you, most likely – tried trades at an Établi kiosk, then gave this address to go further. For the registration to count, open this page and press “I confirm”:".to_owned(),
        kept: format!("{organisation} keeps this first name, this address, the age group and these wishes to be able to answer you, for nothing else, and for {kept_days} days at most. Your results are not part of it: they stay on your phone."),
        refuse: format!("Not you, or you changed your mind? Do nothing: everything is erased after {until}. To erase everything at once, now or later:"),
        ..common_en(facts)
    }
}

fn to_parent_en(facts: &Facts) -> Words {
    let Facts {
        first_name,
        organisation,
        kept_days,
        until,
        ..
    } = facts;
    Words {
        subject: "Your consent to your child’s registration",
        hello: "Hello,".to_owned(),
        why: format!(
            "{first_name}, who says to be under 15, tried trades at an Établi kiosk and would like to go further. At that age a parent has to agree too, and the address given is yours. To read what is asked for, then accept or refuse:"
        ),
        kept: format!(
            "If you accept, {organisation} keeps the first name, your address, the age group and these wishes to be able to answer you, for nothing else, and for {kept_days} days at most. It is you who will be written to. Your child’s results are not part of it."
        ),
        refuse: format!(
            "To refuse, simply do nothing: everything is erased after {until}. To erase everything at once, now or later:"
        ),
        ..common_en(facts)
    }
}

fn common_en(facts: &Facts) -> Words {
    let complaint = "In case of disagreement, the CNIL takes complaints (www.cnil.fr).";
    Words {
        subject: "",
        hello: String::new(),
        why: String::new(),
        button: "Open the page",
        asked: "What was asked for:",
        kept: String::new(),
        refuse: String::new(),
        rights: match facts.contact {
            "" => complaint.to_owned(),
            contact => format!("Questions, rights over the data: {contact}. {complaint}"),
        },
        after: "This message is sent automatically; nobody has attached a file to it.",
    }
}
