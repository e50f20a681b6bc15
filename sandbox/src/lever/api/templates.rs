//! What templates of feedback and of profile forms have in common: reading one from a body, filling it in.

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::{
    account::new_id,
    answer::Refusal,
    wire::{FieldOption, FilledField, Template, TemplateField},
};

/// The field that holds the overall score of feedback.
pub(super) const SCORE_SYSTEM: &str = "score-system";
/// What it offers unless an account has renamed it.
pub(in super::super) const SCORES: [&str; 4] =
    ["4 - Strong Hire", "3 - Hire", "2 - No Hire", "1 - Strong No Hire"];
const KINDS: &[&str] = &[
    "code",
    "date",
    "dropdown",
    "multiple-choice",
    "multiple-select",
    SCORE_SYSTEM,
    "score",
    "scorecard",
    "text",
    "textarea",
    "yes-no",
];
/// Kinds whose answer is one of the options.
const CHOICES: &[&str] = &[SCORE_SYSTEM, "dropdown", "multiple-choice"];

/// A template as it is sent in, whole.
#[derive(Deserialize)]
pub(in super::super) struct Draft {
    text: Option<String>,
    #[serde(default)]
    instructions: Option<String>,
    #[serde(default)]
    group: Option<Value>,
    #[serde(default)]
    fields: Vec<TemplateField>,
}

impl Draft {
    /// How many fields hold the overall score.
    pub(super) fn scores(&self) -> usize {
        self.fields.iter().filter(|field| field.kind == SCORE_SYSTEM).count()
    }

    /// The template it describes; fields keep the ids they come with.
    pub(in super::super) fn template(self, now: i64) -> Result<Template, Refusal> {
        let text = self.text.filter(|text| !text.is_empty());
        Ok(Template {
            id: new_id(),
            text: text.ok_or_else(|| Refusal::missing("text"))?,
            group: self.group.map(group),
            instructions: self.instructions.unwrap_or_default(),
            fields: self.fields.into_iter().map(completed).collect::<Result<_, _>>()?,
            created_at: Some(now),
            stage: None,
            updated_at: Some(now),
            by_api: true,
        })
    }
}

/// A group is named by its id and shown with its name, which here is the same.
fn group(group: Value) -> Value {
    if let Value::String(id) = &group { json!({"id": id, "name": id}) } else { group }
}

/// A field with its id, and its options with theirs.
fn completed(mut field: TemplateField) -> Result<TemplateField, Refusal> {
    if !KINDS.contains(&field.kind.as_str()) {
        return Err(Refusal::bad_request(format!("Invalid field type: {}", field.kind)));
    }
    if field.id.is_empty() {
        field.id = new_id();
    }
    if field.kind == SCORE_SYSTEM {
        // The options are the account's, whatever is sent.
        return Ok(score_field(field));
    }
    let chooses = CHOICES.contains(&field.kind.as_str()) || field.kind == "multiple-select";
    if chooses && field.options.as_ref().is_none_or(Vec::is_empty) {
        return Err(Refusal::bad_request(format!("{} needs options", field.kind)));
    }
    for option in field.options.iter_mut().flatten() {
        option.option_id.get_or_insert_with(new_id);
    }
    Ok(field)
}

/// The field of the overall score, with the account's options.
fn score_field(mut field: TemplateField) -> TemplateField {
    field.prompt.get_or_insert_with(|| "Select one".to_owned());
    let option = |text: &str| FieldOption { text: text.to_owned(), option_id: Some(new_id()) };
    field.options = Some(SCORES.into_iter().map(option).collect());
    field
}

/// Whether a field takes a value; none is always taken.
fn takes(field: &TemplateField, value: &Value) -> bool {
    let offers = |value: &Value| {
        let options = field.options.as_deref().unwrap_or_default();
        value.as_str().is_some_and(|text| options.iter().any(|option| option.text == text))
    };
    match field.kind.as_str() {
        _ if value.is_null() => true,
        kind if CHOICES.contains(&kind) => offers(value),
        "multiple-select" => value.as_array().is_some_and(|values| values.iter().all(offers)),
        "text" | "textarea" => value.is_string(),
        "yes-no" => value.as_str().is_some_and(|text| matches!(text, "yes" | "no")),
        _ => true,
    }
}

/// Answers a field; refuses what it does not take.
pub(super) fn answer(filled: &mut FilledField, value: Value) -> Result<(), Refusal> {
    if takes(&filled.field, &value) {
        filled.value = value;
        Ok(())
    } else {
        Err(Refusal::bad_request(format!("Invalid value of field {}", filled.field.id)))
    }
}

/// The fields of a template without answers, as a form shows them.
pub(super) fn unfilled(template: &Template) -> Vec<FilledField> {
    let each = template.fields.iter().cloned();
    each.map(|mut field| {
        for option in field.options.iter_mut().flatten() {
            option.option_id = None;
        }
        FilledField { field, value: Value::Null }
    })
    .collect()
}

/// The templates of one kind, by their title.
pub(super) fn listed(templates: &[Template]) -> Vec<((String, String), Value)> {
    templates
        .iter()
        .map(|template| ((template.text.clone(), template.id.clone()), json!(template)))
        .collect()
}

/// A template by id; `kind` is the path's word for it.
pub(super) fn find<'a>(
    templates: &'a [Template],
    kind: &str,
    id: &str,
) -> Result<&'a Template, Refusal> {
    templates.iter().find(|template| template.id == id).ok_or_else(|| Refusal::not_found(kind, id))
}

/// Puts another content into a template an app made; others are people's. That the refusal is 403 is our
/// inference.
pub(super) fn replace<'a>(
    templates: &'a mut [Template],
    (kind, id): (&str, &str),
    with: Template,
) -> Result<&'a Template, Refusal> {
    let template = templates
        .iter_mut()
        .find(|template| template.id == id)
        .ok_or_else(|| Refusal::not_found(kind, id))?;
    if !template.by_api {
        return Err(Refusal::forbidden());
    }
    *template = Template { id: id.to_owned(), created_at: template.created_at, ..with };
    Ok(template)
}

/// Deletes a template an app made.
pub(super) fn delete(
    templates: &mut Vec<Template>,
    (kind, id): (&str, &str),
) -> Result<(), Refusal> {
    if !find(templates, kind, id)?.by_api {
        return Err(Refusal::forbidden());
    }
    templates.retain(|template| template.id != id);
    Ok(())
}
