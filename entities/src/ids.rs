//! Typed ids. They print as `pipeline:0198…`, the same text in GraphQL, logs and links.

use std::{fmt, str::FromStr};

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is no id of the wanted kind.
#[derive(Debug, thiserror::Error)]
#[error("not an id of the form `{kind}:<uuid>`")]
pub struct ParseIdError {
    kind: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
            DeriveValueType,
        )]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, ":{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.strip_prefix(concat!($prefix, ":"))
                    .and_then(|uuid| Uuid::parse_str(uuid).ok())
                    .map(Self)
                    .ok_or(ParseIdError { kind: $prefix })
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    };
}

id!(
    /// A company whose Lever account we serve.
    TenantId,
    "tenant"
);
id!(
    /// Someone who uses the dashboard.
    OperatorId,
    "operator"
);
id!(
    /// Our run for one opportunity on one posting.
    PipelineId,
    "pipeline"
);
id!(
    /// A row of the inbox.
    MessageId,
    "message"
);
id!(
    /// A row of the outbox.
    EffectId,
    "effect"
);
id!(
    /// One version of a posting's interview plan.
    PlanId,
    "plan"
);
id!(
    /// The link sent to a candidate.
    InviteId,
    "invite"
);
id!(
    /// One version of what an interview led to.
    ScorecardId,
    "scorecard"
);
id!(
    /// A rendered PDF.
    ReportId,
    "report"
);
id!(
    /// A link by which who has it reads a report.
    ReportShareId,
    "report_share"
);
id!(
    /// A look at who is in the trigger stages already, to invite them on request.
    BackfillId,
    "backfill"
);
id!(
    /// One step of a pipeline's timeline.
    TransitionId,
    "transition"
);
id!(
    /// A signed-in browser.
    SessionId,
    "session"
);
id!(
    /// A token for another front end.
    ApiTokenId,
    "api_token"
);

id!(
    /// A mail, whatever becomes of it; what its `Message-ID` begins with.
    MailId,
    "mail"
);
id!(
    /// Questions that a company asks for many postings.
    PlanTemplateId,
    "plan_template"
);
id!(
    /// What a person found in an interview.
    HumanRatingId,
    "human_rating"
);
id!(
    /// Something that a candidate asked for or wants to know.
    RequestId,
    "request"
);

impl PipelineId {
    /// The id of this pipeline's first invite. Derived, so that a repeated attempt to send it
    /// makes the same link.
    pub fn invite(self) -> InviteId {
        InviteId(Uuid::new_v5(&self.0, b"invite"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_prints_and_refuses_another_kind() {
        let id = TenantId(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse::<TenantId>().unwrap(), id);
        assert!(id.to_string().parse::<PipelineId>().is_err());
        assert!("tenant:rubbish".parse::<TenantId>().is_err());
    }
}
