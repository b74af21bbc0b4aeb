//! Who to ask and what this machine is.

use super::Picture;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct HelpView {
    /// Code of the guide's address.
    pub guide_qr: Option<Picture>,
    /// The same address, to be read.
    pub guide_address: Option<String>,
    /// Name of this kiosk, as the agency knows it.
    pub machine: String,
    /// Of Établi.
    pub version: String,
    /// Whom to call: « 02 35 00 00 00 ».
    pub contact: Option<String>,
    /// Addresses of this machine in its network.
    pub addresses: Vec<String>,
}
