//! The QR code of an address, made by the server alone: no browser carries an encoder.

use std::fmt::Write;

use qrcode::{Color, QrCode};

use super::api::Code;

/// The QR code of an address; none for one that is too long for any code (2,331 bytes).
#[must_use]
pub fn of(address: &str) -> Option<Code> {
    let code = QrCode::new(address).ok()?;
    let side = code.width();
    let modules = code.to_colors();
    let rows = modules.chunks(side.max(1)).enumerate();
    let path = rows.fold(String::new(), |mut path, (y, row)| {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
        path
    });
    Some(Code { side: u32::try_from(side).unwrap_or(u32::MAX), path })
}
