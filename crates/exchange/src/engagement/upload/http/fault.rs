//! What the HTTP client's errors mean.

use std::{error::Error, io};

use rustls::CertificateError;

use crate::engagement::upload::trouble::{Fault, Trouble};

/// What went wrong between here and the store.
pub(super) fn trouble(error: &reqwest::Error) -> Trouble {
    if let Some(fault) = fault(error) {
        return Trouble::Certificate(fault);
    }
    if error.is_timeout() {
        Trouble::TimedOut
    } else if error.is_dns() {
        Trouble::Name
    } else if error.is_connect() {
        Trouble::Unreachable
    } else {
        Trouble::Cut
    }
}

/// What the TLS library found, however deep it lies among the causes.
fn fault(error: &(dyn Error + 'static)) -> Option<Fault> {
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return Some(fault_of(tls));
    }
    // The source of such an error is that of what it wraps: what it wraps would be passed over.
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    match wrapped {
        Some(wrapped) => fault(wrapped),
        None => fault(error.source()?),
    }
}

fn fault_of(error: &rustls::Error) -> Fault {
    let rustls::Error::InvalidCertificate(error) = error else {
        return Fault::Other;
    };
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Fault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Fault::NotYetValid,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Fault::OtherName,
        // Other: a certificate that signed itself as an authority would.
        CertificateError::UnknownIssuer | CertificateError::BadSignature | CertificateError::Other(_) => Fault::Unknown,
        _ => Fault::Other,
    }
}
