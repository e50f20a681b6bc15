//! What a candidate is told before anything is kept, with the version they agreed to.

use sha2::{Digest, Sha256};

/// Grows when the wording changes; kept with each consent.
pub const VERSION: &str = "2026-11";

/// The disclosure as one candidate reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// Paragraphs, in order.
    pub paragraphs: Vec<String>,
    /// What the box says that they tick.
    pub consent: String,
}

impl Disclosure {
    /// The wording for this company, interviewer and posting.
    pub fn new(company: &str, interviewer: &str, posting: &str) -> Self {
        let paragraphs = vec![
            format!(
                "{interviewer} is a computer program, not a person. It asks everyone who is \
                 invited for {posting} the same questions, and compares each answer with a \
                 description of weaker and stronger answers that was written beforehand."
            ),
            "Only the words of your answers are looked at. Your name, your address, your looks, \
             your voice, your accent and the time you take are not."
                .to_owned(),
            format!(
                "A person at {company} reads the result and decides. The program rejects nobody. \
                 Its score is advice, and each part of it shows the sentences of yours it rests on."
            ),
            format!(
                "Your answers and the score are kept by {company} with your application, and can \
                 be read by the people who work on it. You may ask {company} to see, correct or \
                 delete them."
            ),
            "You can choose to talk to a person instead, now or at any later point. That does not \
             count against you."
                .to_owned(),
        ];
        let consent = format!(
            "I have read this, and I agree that {interviewer} asks me questions and scores my \
             answers for {company}."
        );
        Self { paragraphs, consent }
    }

    /// SHA-256 of the whole text, hexadecimal.
    pub fn hash(&self) -> String {
        let mut digest = Sha256::new();
        for paragraph in &self.paragraphs {
            digest.update(paragraph.as_bytes());
            digest.update(b"\n");
        }
        digest.update(self.consent.as_bytes());
        hex::encode(digest.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_wording_has_another_hash() {
        let one = Disclosure::new("Brightwater", "Alex", "Engineer");
        assert_eq!(one.hash(), Disclosure::new("Brightwater", "Alex", "Engineer").hash());
        assert_ne!(one.hash(), Disclosure::new("Brightwater", "Kim", "Engineer").hash());
    }
}
