//! `/feedback_templates` and `/opportunities/:id/feedback`: Lever's own feedback forms.

use reqwest::Method;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

use crate::{Client, Error, wire::or_default};

/// A form as the account's people designed it. Only what we use.
#[derive(Clone, Debug, Deserialize)]
pub struct FeedbackTemplate {
    /// A UUID, or the word `no-feedback`.
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
    /// In order. Exactly one is of the kind `score-system`.
    #[serde(default, deserialize_with = "or_default")]
    pub fields: Vec<TemplateField>,
}

/// A field of a template.
#[derive(Clone, Debug, Deserialize)]
pub struct TemplateField {
    /// Lever's id; what [`FieldValue`] names.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// `score-system`, `textarea`, `text`, `yes-no`, `dropdown`, …; not a closed list.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// Its question.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
    /// Whether Lever's people must fill it.
    #[serde(default, deserialize_with = "or_default")]
    pub required: bool,
    /// What can be chosen, if anything; the whole text is what a value is. Those of a score are
    /// "4 - Strong Hire" to "1 - Strong No Hire" unless the account renamed them.
    #[serde(default, deserialize_with = "texts")]
    pub options: Vec<String>,
}

/// A form filled for an opportunity. Only what we use.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeedbackForm {
    /// Lever's id.
    pub id: String,
    /// Of the template.
    pub base_template_id: Option<String>,
    /// What was filled in.
    #[serde(default, deserialize_with = "or_default")]
    pub fields: Vec<FeedbackField>,
    /// Set when deleted: deleted forms can still be read.
    pub deleted_at: Option<Value>,
}

/// A field as filled in.
#[derive(Clone, Debug, Deserialize)]
pub struct FeedbackField {
    /// Text, a number, a list, an object; null when left empty.
    #[serde(default)]
    pub value: Value,
}

/// What to fill into a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldValue {
    /// The field's id.
    pub id: String,
    /// Of the form the field's kind asks for; for a score the whole text of one option.
    pub value: Value,
}

/// The texts of options, which are objects with more in them.
fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let options: Value = or_default(deserializer)?;
    let each = options.as_array().into_iter().flatten();
    let text = |option: &Value| option.get("text").unwrap_or(option).as_str().map(str::to_owned);
    Ok(each.filter_map(text).collect())
}

fn has(value: &Value, mark: &str) -> bool {
    match value {
        Value::String(text) => text.contains(mark),
        Value::Array(items) => items.iter().any(|item| has(item, mark)),
        Value::Object(fields) => fields.values().any(|field| has(field, mark)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The calls under `/feedback_templates`.
#[derive(Debug)]
pub struct FeedbackTemplates<'a> {
    pub(crate) client: &'a Client,
}

impl FeedbackTemplates<'_> {
    /// `GET /feedback_templates`, all pages, by name.
    pub async fn list(&self) -> Result<Vec<FeedbackTemplate>, Error> {
        let request = || self.client.read(&["feedback_templates"]);
        self.client.pages("list the feedback templates", request).await
    }

    /// `GET /feedback_templates/:id`.
    pub async fn read(&self, id: &str) -> Result<FeedbackTemplate, Error> {
        let request = self.client.read(&["feedback_templates", id]);
        self.client.data("read a feedback template", request).await
    }
}

/// The calls under `/opportunities/:id/feedback`.
#[derive(Debug)]
pub struct Feedback<'a> {
    pub(crate) client: &'a Client,
    pub(crate) opportunity_id: &'a str,
}

impl Feedback<'_> {
    /// `GET /opportunities/:id/feedback`, all pages.
    pub async fn list(&self) -> Result<Vec<FeedbackForm>, Error> {
        let path = ["opportunities", self.opportunity_id, "feedback"];
        self.client.pages("list the feedback", || self.client.read(&path)).await
    }

    /// Whether a form that is not deleted has this text in it.
    pub async fn contain(&self, mark: &str) -> Result<bool, Error> {
        let forms = self.list().await?;
        let mut fields =
            forms.iter().filter(|form| form.deleted_at.is_none()).flat_map(|form| &form.fields);
        Ok(fields.any(|field| has(&field.value, mark)))
    }

    /// `POST /opportunities/:id/feedback`: fills a form. Fields not named stay empty. Doing it
    /// twice makes two forms.
    pub async fn create(
        &self,
        template_id: &str,
        values: &[FieldValue],
        completed_at_ms: i64,
    ) -> Result<(), Error> {
        let path = ["opportunities", self.opportunity_id, "feedback"];
        // `completedAt` defaults to now, says the documentation; without it a third party saw a
        // draft (May 2026).
        let request = self.client.write(Method::POST, &path).json(&json!({
            "baseTemplateId": template_id,
            "fieldValues": values,
            "completedAt": completed_at_ms,
        }));
        self.client.done("fill a feedback form", request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_in_any_form() {
        let field = |json: &str| serde_json::from_str::<TemplateField>(json).unwrap();
        let score = field(
            r#"{"id":"f","type":"score-system","text":"Rating","required":true,"prompt":"Select",
            "options":[{"text":"4 - Strong Hire","optionId":"x"},"3 - Hire",{"optionId":"y"}]}"#,
        );
        assert_eq!(score.options, ["4 - Strong Hire", "3 - Hire"]);
        assert!(score.required);
        assert_eq!((score.id.as_str(), score.kind.as_str()), ("f", "score-system"));
        for none in [r#"{"id":"f"}"#, r#"{"options":null}"#, r#"{"options":{"a":1}}"#] {
            assert!(field(none).options.is_empty(), "{none}");
        }
    }

    #[test]
    fn a_mark_is_found_at_any_depth() {
        let value = json!([1, null, { "a": ["https://fulcrum.example/reports/1 \"x\""] }]);
        assert!(has(&value, "https://fulcrum.example/reports/1 \""));
        assert!(!has(&value, "reports/2"));
        assert!(!has(&json!(12), "1"), "only text is searched");
    }
}
