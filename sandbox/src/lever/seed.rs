//! Postings from the outside: the JSON of Lever's public postings turned into that of the Data API.

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

use super::{
    account::{Account, new_id},
    api::Draft,
    wire::{Categories, Content, ContentList, Posting, PostingUrls, Screening, Template},
};

/// A posting as `GET https://api.lever.co/v0/postings/<site>?mode=json` returns it, as far as the Data API has it.
/// <https://github.com/lever/postings-api>, April 2026.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PublicPosting {
    id: Option<String>,
    text: String,
    categories: Categories,
    country: Option<String>,
    description: String,
    description_plain: String,
    lists: Vec<ContentList>,
    additional: String,
    additional_plain: String,
    hosted_url: Option<String>,
    apply_url: Option<String>,
    workplace_type: Option<String>,
    salary_range: Option<Value>,
    salary_description: Option<String>,
    salary_description_plain: Option<String>,
    created_at: Option<i64>,
    // Not in the public JSON; what a seed may say besides.
    tags: Vec<String>,
    req_code: Option<String>,
    state: State,
    /// Missing, both, as far as the state has any.
    distribution_channels: Option<Vec<Channel>>,
    confidential: bool,
    #[serde(deserialize_with = "questions")]
    custom_questions: Vec<Template>,
}

/// Questions of the application form, each a title with fields.
fn questions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Template>, D::Error> {
    Vec::<Draft>::deserialize(deserializer)?
        .into_iter()
        .map(|draft| draft.template(0).map_err(D::Error::custom))
        .collect()
}

/// Where a posting stands.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    #[default]
    Published,
    Internal,
    Closed,
    Draft,
    Pending,
    Rejected,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Internal => "internal",
            Self::Closed => "closed",
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Rejected => "rejected",
        }
    }
}

/// Which of the company's job sites shows a posting.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Channel {
    Internal,
    Public,
}

impl Channel {
    fn word(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Public => "public",
        }
    }
}

/// Puts a posting into the account, published unless it says otherwise; answers its id.
pub(super) fn plant(account: &mut Account, public: PublicPosting, now: i64) -> String {
    let id = public.id.unwrap_or_else(new_id);
    let owner = account.super_admin();
    let hiring_manager = account
        .users
        .iter()
        .find(|user| user.access_role == "team member")
        .map(|user| user.id.clone());
    let show = public.hosted_url.unwrap_or_else(|| PostingUrls::of(&id).show);
    let created_at = public.created_at.unwrap_or(now);
    let channels = public.distribution_channels.unwrap_or(vec![Channel::Internal, Channel::Public]);
    let is_shown = matches!(public.state, State::Published | State::Internal);
    let urls = PostingUrls {
        list: show.rsplit_once('/').map_or_else(|| show.clone(), |(site, _)| site.to_owned()),
        apply: public.apply_url.unwrap_or_else(|| format!("{show}/apply")),
        show,
    };
    account.add_posting(Posting {
        text: public.text,
        state: public.state.word(),
        // Null where the posting is not shown (recorded).
        distribution_channels: is_shown.then(|| channels.into_iter().map(Channel::word).collect()),
        user: owner.clone(),
        followers: std::iter::once(owner.clone()).chain(hiring_manager.clone()).collect(),
        owner: Some(owner),
        hiring_manager,
        categories: public.categories,
        tags: public.tags,
        content: Content {
            description: public.description_plain,
            description_html: public.description,
            lists: public.lists,
            closing: public.additional_plain,
            closing_html: public.additional,
        },
        country: public.country,
        requisition_codes: public.req_code.clone().into_iter().collect(),
        req_code: public.req_code,
        urls: is_shown.then_some(urls),
        confidentiality: if public.confidential { "confidential" } else { "non-confidential" },
        created_at,
        updated_at: created_at,
        workplace_type: public.workplace_type.unwrap_or_else(|| "unspecified".to_owned()),
        transcribe_interviews: false,
        screening: Screening::default(),
        questions: public.custom_questions,
        salary_range: public.salary_range,
        salary_description: public.salary_description_plain,
        salary_description_html: public.salary_description,
        id: id.clone(),
    });
    id
}

/// Three postings of the invented company, for who has none at hand.
pub(super) fn samples() -> Vec<PublicPosting> {
    let sample =
        |id: &str, text: &str, department: &str, team: &str, location: &str, country: &str| {
            PublicPosting {
                id: Some(id.to_owned()),
                text: text.to_owned(),
                categories: Categories {
                    commitment: Some("Full-time".to_owned()),
                    department: Some(department.to_owned()),
                    level: None,
                    location: Some(location.to_owned()),
                    team: Some(team.to_owned()),
                    all_locations: vec![location.to_owned()],
                },
                country: Some(country.to_owned()),
                additional: "<div>We answer every application, and we say why.</div>".to_owned(),
                additional_plain: "We answer every application, and we say why.\n".to_owned(),
                workplace_type: Some("hybrid".to_owned()),
                ..PublicPosting::default()
            }
        };
    let list = |text: &str, items: &[&str]| ContentList {
        text: text.to_owned(),
        content: format!("<li>{}</li>", items.join("</li><li>")),
    };
    let described = |plain: &str, mut posting: PublicPosting| {
        posting.description = format!("<div>{plain}</div>");
        posting.description_plain = format!("{plain}\n");
        posting
    };
    let mut backend = described(
        "Our robots weed eleven thousand hectares without a drop of herbicide. You build the services that plan \
         their nights, take in what they saw, and tell the farmer in the morning.",
        sample(
            "7c1d5a90-3e84-4f26-b9a7-50d2c8e6f113",
            "Backend Engineer (Rust)",
            "Engineering",
            "Fleet",
            "Bristol",
            "GB",
        ),
    );
    backend.lists = vec![
        list(
            "What you will do",
            &[
                "Design and run services in Rust on PostgreSQL",
                "Keep a fleet of 400 robots in step over poor connections",
                "Share an on-call rota of six",
            ],
        ),
        list(
            "What you bring",
            &[
                "Three years or more of building services others depend on",
                "Sound knowledge of concurrency and of how systems fail",
                "Clear written English",
            ],
        ),
    ];
    backend.salary_range = Some(serde_json::json!({
        "min": 62_000, "max": 78_000, "currency": "GBP", "interval": "per-year-salary",
    }));
    let mut technician = described(
        "You keep our robots in the field, from the first delivery to the winter overhaul.",
        sample(
            "e2a6b874-0d3f-4c51-8e97-b15f60c4d924",
            "Field Service Technician",
            "Operations",
            "Field Service",
            "Leeuwarden",
            "NL",
        ),
    );
    technician.lists = vec![list(
        "You can",
        &[
            "Find a fault with a multimeter and a wiring diagram",
            "Explain to a farmer what happened and what it will cost",
            "Drive a van with a trailer",
        ],
    )];
    let support = described(
        "Farmers call when the light is good and the robot is not. You answer, in English and German.",
        sample(
            "1f94c0d6-a85b-47e2-9c30-72e6d1b8f535",
            "Customer Support Specialist",
            "Customers",
            "Support",
            "Remote",
            "DE",
        ),
    );
    vec![backend, technician, support]
}
