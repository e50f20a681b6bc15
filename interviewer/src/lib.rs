//! Posting in, interview plan out; answers in, scorecard out.
//!
//! [`plan`] reads a posting and writes the questions, in the posting's language or in the one that
//! [`plan_in`] is given, [`score`] reads the answers and rates them.
//! Both are rules over data that ships with the crate: no model, no network, no clock, no
//! randomness, so equal input gives equal output, hash included. [`plan_with`] and [`score_with`]
//! give the same types with the help of a language model, if there is one: what it writes is
//! checked. Every question, plan and scorecard says in its [`Provenance`] who made it.
//!
//! [`Speech`] turns what is said into text, and questions into sound.
//!
//! Knows: a posting's text, answers, rubrics. Does not know: where a posting came from, where
//! anything is kept, who the candidate is.

mod asked;
mod bank;
mod digest;
pub mod edit;
pub mod guard;
mod model;
mod plan;
mod posting;
mod provenance;
mod score;
pub mod skills;
mod speech;
mod words;

pub use asked::{Passage, passages};
pub use model::{
    Error as ModelError, Model, ModelKind, ModelSettings, Retry, plan_with, score_with,
};
pub use plan::{
    Anchor, Competency, Coverage, Fact, FactTopic, Fallback, Plan, Probe, Question, QuestionKind,
    Rendition, Renditions, Rubric, Seniority, bank, coverage, languages, plan, plan_in, renditions,
};
pub use posting::{Posting, PostingList, Salary};
pub use provenance::{Provenance, ProvenanceKind};
pub use score::{
    Agreement, Answer, Change, Comparison, Cutoffs, Flag, HumanRating, HumanRatingError, Level,
    Points, Quote, Rating, Run, Scorecard, blind, check_human_ratings, compare, evidence_only,
    follow_up, letter, pairs, rule_scorer, score, score_against_reference, score_blind, unblind,
    verify_quotes, without_injection,
};
pub use speech::{AudioKind, Sound, Speech, SpeechError, SpeechSettings};
