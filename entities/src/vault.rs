//! Secrets at rest: sealed columns, hashed tokens, and links derived from the key.

use std::fmt;

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sea_orm::DeriveValueType;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

const NONCE_BYTES: usize = 24;
const LINK_BYTES: usize = 16;

/// An encrypted secret as it is stored: 24 bytes of nonce, then the ciphertext.
#[derive(Clone, PartialEq, Eq, DeriveValueType)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// In place of a secret that was deleted; it does not open.
    pub fn nothing() -> Self {
        Self(Vec::new())
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(..)")
    }
}

/// Why a secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The key is not 32 bytes in hexadecimal.
    #[error("the encryption key must be 64 hexadecimal digits")]
    Key,
    /// Encryption itself failed.
    #[error("encrypt a secret")]
    Seal,
    /// Sealed with another key, moved to another place, or damaged.
    #[error("decrypt a stored secret: it was sealed with another key, or is damaged")]
    Open,
}

/// Seals and opens secrets, and derives links, all with the one key of the installation.
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
    link_key: [u8; 32],
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(..)")
    }
}

impl Vault {
    /// `key`: 64 hexadecimal digits.
    pub fn new(key: &SecretString) -> Result<Self, VaultError> {
        let mut bytes = [0_u8; 32];
        hex::decode_to_slice(key.expose_secret().trim(), &mut bytes)
            .map_err(|_| VaultError::Key)?;
        let cipher = XChaCha20Poly1305::new(&bytes.into());
        let link_key = keyed(&bytes, b"fulcrum links");
        Ok(Self { cipher, link_key })
    }

    /// A fresh key, 64 hexadecimal digits.
    pub fn fresh_key() -> SecretString {
        let mut bytes = [0_u8; 32];
        rand::rng().fill_bytes(&mut bytes);
        SecretString::from(hex::encode(bytes))
    }

    /// Encrypts `secret` for the place named `place` (table, column, owner); it opens only there.
    pub fn seal(&self, place: &str, secret: &SecretString) -> Result<Sealed, VaultError> {
        self.seal_bytes(place, secret.expose_secret().as_bytes())
    }

    /// The same for what is no text.
    pub fn seal_bytes(&self, place: &str, secret: &[u8]) -> Result<Sealed, VaultError> {
        let mut nonce = [0_u8; NONCE_BYTES];
        rand::rng().fill_bytes(&mut nonce);
        let payload = Payload { msg: secret, aad: place.as_bytes() };
        let ciphertext = self
            .cipher
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| VaultError::Seal)?;
        let mut sealed = nonce.to_vec();
        sealed.extend(ciphertext);
        Ok(Sealed(sealed))
    }

    /// Decrypts what [`Vault::seal`] made for the same place.
    pub fn open(&self, place: &str, sealed: &Sealed) -> Result<SecretString, VaultError> {
        let bytes = self.open_bytes(place, sealed)?;
        String::from_utf8(bytes).map(SecretString::from).map_err(|_| VaultError::Open)
    }

    /// Decrypts what [`Vault::seal_bytes`] made for the same place.
    pub fn open_bytes(&self, place: &str, sealed: &Sealed) -> Result<Vec<u8>, VaultError> {
        let (nonce, ciphertext) = sealed.0.split_at_checked(NONCE_BYTES).ok_or(VaultError::Open)?;
        let payload = Payload { msg: ciphertext, aad: place.as_bytes() };
        self.cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| VaultError::Open)
    }

    /// A secret of 128 bits for a link, derived from the key and `purpose`: the same again after
    /// a crash, unguessable without the key, so only its hash need be stored.
    pub fn link_token(&self, purpose: &str) -> String {
        let mac = keyed(&self.link_key, purpose.as_bytes());
        hex::encode(mac.get(..LINK_BYTES).unwrap_or_default())
    }
}

fn keyed(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("any key length will do");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// A random token of 256 bits, hexadecimal, for sessions and one-time links.
pub fn random_token() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes)
}

/// What is stored of a token: SHA-256, hexadecimal. Tokens are random, so no salt is needed.
pub fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> Vault {
        Vault::new(&SecretString::from("07".repeat(32))).unwrap()
    }

    #[test]
    fn a_secret_opens_only_in_its_place_and_with_its_key() {
        let secret = SecretString::from("v1.refresh");
        let sealed = vault().seal("connection.refresh_token", &secret).unwrap();
        let opened = vault().open("connection.refresh_token", &sealed).unwrap();
        assert_eq!(opened.expose_secret(), "v1.refresh");
        assert!(vault().open("webhook.signing_token", &sealed).is_err());
        let other = Vault::new(&Vault::fresh_key()).unwrap();
        assert!(other.open("connection.refresh_token", &sealed).is_err());
    }

    #[test]
    fn bytes_that_are_no_text_come_back_as_they_were() {
        let sound = [0xff_u8, 0, 0xfe];
        let sealed = vault().seal_bytes("recording.audio", &sound).unwrap();
        assert_eq!(vault().open_bytes("recording.audio", &sealed).unwrap(), sound);
        assert!(vault().open("recording.audio", &sealed).is_err(), "it is no text");
    }

    #[test]
    fn sealing_twice_never_looks_the_same() {
        let secret = SecretString::from("same");
        assert_ne!(vault().seal("p", &secret).unwrap(), vault().seal("p", &secret).unwrap());
    }

    #[test]
    fn a_link_is_the_same_each_time_and_differs_by_purpose() {
        assert_eq!(vault().link_token("invite:1"), vault().link_token("invite:1"));
        assert_ne!(vault().link_token("invite:1"), vault().link_token("invite:2"));
        assert_eq!(vault().link_token("invite:1").len(), 32);
    }

    #[test]
    fn a_bad_key_is_refused() {
        assert!(Vault::new(&SecretString::from("short")).is_err());
    }
}
