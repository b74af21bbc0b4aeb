use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use proptest::prelude::*;

use super::{
    tests::{EVENT, TODAY, keys, pass, secret, token},
    *,
};
use crate::{engagement::row::Audience, language::Language};

proptest! {
    #[test]
    fn no_text_does_harm(text in ".{0,300}") {
        prop_assert!(keys().verify_visit(&text, TODAY).is_err());
        prop_assert!(keys().verify_pass(&text, EVENT, TODAY).is_err());
    }

    /// Well-formed outside, anything inside.
    #[test]
    fn no_bytes_pass_for_genuine(bytes in prop::collection::vec(any::<u8>(), 0..120), whole in any::<[u8; 83]>(), more in any::<[u8; 2]>()) {
        for bytes in [&bytes[..], &whole] {
            prop_assert!(keys().verify_visit(&BASE64URL_NOPAD.encode(bytes), TODAY).is_err());
        }
        for bytes in [&bytes[..], &[&whole[..], &more].concat()] {
            let text = format!("{PASS_PREFIX}{}", BASE32_NOPAD.encode(bytes));
            prop_assert!(keys().verify_pass(&text, EVENT, TODAY).is_err());
        }
    }

    #[test]
    fn what_is_parsed_is_what_was_said(event: u32, key: u32, day: u16, nonce: [u8; 8], audience in 0..7_usize, language in 0..3_usize) {
        let visit = VisitToken { event, key, day, nonce };
        prop_assert_eq!(VisitToken::parse(&visit.sign(&secret(1))), Ok(visit));
        let audience = audience.checked_sub(1).map(|index| Audience::ALL[index]);
        let language = language.checked_sub(1).map(|index| Language::ALL[index]);
        let pass = Pass { event, key, last_day: day, id: nonce, audience, language };
        prop_assert_eq!(Pass::parse(&pass.sign(&secret(1))), Ok(pass));
    }

    #[test]
    fn what_is_cut_or_lengthened_is_refused(cut in any::<prop::sample::Index>(), more in "[A-Z2-7]{1,80}") {
        let (visit, pass) = (token(1, TODAY), pass(9, TODAY));
        prop_assert!(keys().verify_visit(&visit[..cut.index(VISIT_LETTERS)], TODAY).is_err());
        prop_assert!(keys().verify_pass(&pass[..cut.index(PASS_LETTERS)], EVENT, TODAY).is_err());
        for text in [format!("{visit}{more}"), format!("{more}{visit}")] {
            prop_assert_eq!(keys().verify_visit(&text, TODAY), Err(Refused::Malformed));
        }
        let lengthened = keys().verify_pass(&format!("{pass}{more}"), EVENT, TODAY);
        prop_assert_eq!(lengthened, Err(PassRefused::Damaged));
    }
}
