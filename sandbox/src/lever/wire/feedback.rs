//! Templates of feedback and of profile forms, and the forms people and apps fill in.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One of the answers a field offers.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct FieldOption {
    pub(in super::super) text: String,
    /// Shown in templates, not in forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) option_id: Option<String>,
}

/// A question of a template.
#[derive(Clone, Serialize, Deserialize)]
pub(in super::super) struct TemplateField {
    #[serde(default)]
    pub(in super::super) id: String,
    #[serde(rename = "type")]
    pub(in super::super) kind: String,
    #[serde(default)]
    pub(in super::super) text: String,
    #[serde(default)]
    pub(in super::super) description: String,
    #[serde(default)]
    pub(in super::super) required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) prompt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) options: Option<Vec<FieldOption>>,
    /// What only some types have, such as the rows of a scorecard.
    #[serde(flatten)]
    pub(in super::super) more: Map<String, Value>,
}

/// A template of feedback or of profile forms.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct Template {
    pub(in super::super) id: String,
    pub(in super::super) text: String,
    pub(in super::super) group: Option<Value>,
    pub(in super::super) instructions: String,
    pub(in super::super) fields: Vec<TemplateField>,
    pub(in super::super) created_at: Option<i64>,
    pub(in super::super) stage: Option<Value>,
    pub(in super::super) updated_at: Option<i64>,
    /// Made through the API; only such can be changed through it.
    #[serde(skip)]
    pub(in super::super) by_api: bool,
}

/// A question with its answer, null while there is none.
#[derive(Clone, Serialize)]
pub(in super::super) struct FilledField {
    #[serde(flatten)]
    pub(in super::super) field: TemplateField,
    pub(in super::super) value: Value,
}

/// Feedback on an opportunity.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct FeedbackForm {
    pub(in super::super) id: String,
    #[serde(rename = "type")]
    pub(in super::super) kind: &'static str,
    pub(in super::super) text: String,
    pub(in super::super) instructions: String,
    pub(in super::super) fields: Vec<FilledField>,
    pub(in super::super) base_template_id: String,
    pub(in super::super) interview: Option<String>,
    pub(in super::super) panel: Option<String>,
    pub(in super::super) user: String,
    pub(in super::super) created_at: i64,
    pub(in super::super) completed_at: Option<i64>,
    pub(in super::super) updated_at: Option<i64>,
    pub(in super::super) deleted_at: Option<i64>,
}

/// A profile form of an opportunity.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ProfileForm {
    pub(in super::super) id: String,
    pub(in super::super) base_template_id: String,
    pub(in super::super) created_at: i64,
    pub(in super::super) deleted_at: Option<i64>,
    pub(in super::super) user: String,
    pub(in super::super) stage: String,
    pub(in super::super) text: String,
    pub(in super::super) instructions: String,
    pub(in super::super) group: Option<Value>,
    pub(in super::super) fields: Vec<FilledField>,
}
