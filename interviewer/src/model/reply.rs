//! Reading what a model wrote: the JSON object in it, whatever stands around, and not too much.

use serde::de::DeserializeOwned;
use serde_json::{Deserializer, Value};

/// What models close their thinking with, where it is not told apart.
const THINKING_END: &str = "</think>";

/// The one object of this form in `text`. Prose around it, code fences and objects of other forms
/// are passed over; none is a fault, and so are two, since nobody could tell which is meant.
pub(super) fn only_object<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let mut rest = text.rsplit_once(THINKING_END).map_or(text, |(_, told)| told);
    let mut found = None;
    let mut fault = "there is no JSON object in it".to_owned();
    while let Some(tail) = rest.find('{').and_then(|start| rest.get(start..)) {
        let mut objects = Deserializer::from_str(tail).into_iter::<Value>();
        let end = match objects.next() {
            Some(Ok(object)) => {
                match serde_json::from_value(object) {
                    Ok(_) if found.is_some() => {
                        return Err("there is more than one such JSON object in it".to_owned());
                    }
                    Ok(object) => found = Some(object),
                    Err(error) => fault = format!("its JSON has not the form asked for: {error}"),
                }
                objects.byte_offset()
            }
            Some(Err(_)) | None => 1,
        };
        rest = tail.get(end..).unwrap_or_default();
    }
    found.ok_or(fault)
}

/// The first letters of `text`.
pub(super) fn cut(text: &str, chars_max: usize) -> String {
    text.chars().take(chars_max).collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Level {
        level: u8,
    }

    fn level(text: &str) -> Result<u8, String> {
        only_object::<Level>(text).map(|object| object.level)
    }

    #[test]
    fn prose_fences_and_thinking_are_passed_over() {
        assert_eq!(level(r#"{"level": 3}"#), Ok(3));
        assert_eq!(level("Here {as asked}:\n```json\n{\"level\": 4}\n```\nDone."), Ok(4));
        assert_eq!(level(r#"<think>{"level": 1}? No.</think>{"level": 2}"#), Ok(2));
        assert_eq!(level(r#"{"note": {"level": 9}} {"level": 2}"#), Ok(2));
    }

    #[test]
    fn nothing_something_else_half_of_it_and_two_are_faults() {
        assert!(level("Level 3").unwrap_err().contains("no JSON"));
        assert!(level(r#"{"score": 3}"#).unwrap_err().contains("form"));
        assert!(level(r#"{"level": "three"}"#).unwrap_err().contains("form"));
        assert!(level(r#"{"level": 3"#).is_err());
        assert!(level(r#"{"level": 1} or {"level": 5}"#).unwrap_err().contains("more than one"));
    }

    #[test]
    fn braces_without_end_are_borne() {
        assert!(level(&"{".repeat(20_000)).is_err());
        assert!(level(&"{\"a\":".repeat(3_000)).is_err());
    }
}
