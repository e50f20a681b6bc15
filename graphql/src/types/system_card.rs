//! What this system is, how it judges and who sees to it, as it is set up.

use actors::system_card;
use async_graphql::{Object, SimpleObject};
use entities::Instant;

/// The model and system card of a company, made from how it and the server are set up.
pub(crate) struct SystemCard(pub(crate) system_card::SystemCard);

/// A part of a system card.
#[derive(SimpleObject)]
struct SystemCardSection<'a> {
    /// What it is about.
    title: &'a str,
    /// What is so however it is set up.
    paragraphs: &'a [String],
    /// How it is set up.
    facts: Vec<SystemCardFact<'a>>,
}

/// A thing that is set up.
#[derive(SimpleObject)]
struct SystemCardFact<'a> {
    /// What it is.
    name: &'a str,
    /// How it is.
    value: &'a str,
}

#[Object]
impl SystemCard {
    /// When it was made: now.
    async fn made_at(&self) -> Instant {
        self.0.made_at
    }

    /// Its parts.
    async fn sections(&self) -> Vec<SystemCardSection<'_>> {
        let each = self.0.sections.iter().map(|section| SystemCardSection {
            title: section.title,
            paragraphs: &section.paragraphs,
            facts: section
                .facts
                .iter()
                .map(|fact| SystemCardFact { name: &fact.name, value: &fact.value })
                .collect(),
        });
        each.collect()
    }

    /// All of it as a document in Markdown.
    async fn markdown(&self) -> String {
        self.0.markdown()
    }
}
