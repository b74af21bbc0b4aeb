//! “Your data”, in English.

use maud::{Markup, html};

use super::data::address;
use crate::agency::portal::Notice;

/// `days` is how long a registration is kept; `None` where none are taken.
pub fn english(notice: &Notice, days: Option<u16>) -> Markup {
    html! {
        h2 { "In three sentences" }
        p { "The kiosk counts tries, never people. Your notebook is on your phone and nowhere else. The agency knows who you are only if you write to it yourself, with the notebook’s form." }
        @if !notice.agency.is_empty() { h2 { "Who answers for your data" } (address(&notice.agency)) }
        @if !notice.officer.is_empty() { h2 { "Data protection officer" } (address(&notice.officer)) }

        h2 { "At the kiosk: counting tries" }
        dl {
            dt { "What for" }
            dd { "To know which trades are tried, by which groups (school, studies, adults), where, and whether people liked them." }
            dt { "What is noted" }
            dd { "The event, the trade, the level, the language, the answer to “You are…”, the quarter of an hour, how long it took, how it went, the help, the opinion. No name, address, photo, phone or visit number." }
            @if let Some(basis) = &notice.counting_basis { dt { "Legal basis" } dd { (basis.en) } }
            dt { "How long" }
            dd { "On the kiosk, 30 days at most. What leaves it are totals of at least 10 visits, kept by the agency for 25 months." }
            dt { "Saying no" }
            dd { "Touch “Do not count this visit” at the kiosk. As nothing there points to anyone, nobody can find a try again later, not even you." }
        }

        h2 { "On your phone: the notebook" }
        dl {
            dt { "What is kept" }
            dd { "The trades you tried, what went well, the days of your visits, a proof of visit for registering, and the language. It is in the browser’s own memory: this site cannot read it from afar, and uses neither cookies nor audience measurement." }
            dt { "What the site receives" }
            dd { "Nothing of your notebook: browsers never send the part of the address that holds it. Like any site it sees your network’s address while it answers; it does not keep it." }
            dt { "Erasing" }
            dd { "“Erase my notebook”, at the bottom of the notebook, takes everything away." }
        }

        @if let Some(days) = days {
            h2 { "If you register" }
            dl {
                dt { "What for" }
                dd { "To contact you about what you ticked, and nothing else." }
                dt { "What is kept" }
                dd { "Your first name, your age band, an e-mail address (a parent’s if you are under 15), your wishes, and the trades you ticked. Never your results. Nothing links it to the tries counted by kiosks." }
                dt { "Legal basis" }
                dd { "Your consent (GDPR, article 6(1)(a)). Under 15, yours and a parent’s (French data protection act, article 45). You can withdraw it at any time, by the link in the message or by writing to the agency; what was done before stays lawful." }
                dt { "Do I have to?" }
                dd { "No. The notebook works the same without it." }
                @if let Some(recipients) = &notice.recipients { dt { "Who reads it" } dd { (recipients.en) } }
                dt { "How long" }
                dd { (days) " days, then it is deleted by itself. A registration that is not confirmed is deleted long before." }
            }
        }

        h2 { "Your rights" }
        p { "To ask what the agency keeps about you, have it corrected, deleted or used less, receive it in a file, withdraw your consent, object to the counting: write to the address above. A parent can do it with you." }
        p { "If the answer does not satisfy you, you can complain to the French authority, CNIL: " a.lien href="https://www.cnil.fr/fr/plaintes" rel="noreferrer noopener" { "www.cnil.fr/fr/plaintes" } "." }
        p { "No decision about you is made by a machine: no grade, no ranking, no guidance." }
    }
}
