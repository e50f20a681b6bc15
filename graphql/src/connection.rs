//! The one pager: Relay connections by an opaque cursor.

use async_graphql::{Error, ErrorExtensions, connection::PageInfo};
use chrono::{DateTime, SecondsFormat};
use entities::Instant;
use uuid::Uuid;

/// Rows of a page unless said otherwise.
const PAGE_DEFAULT: usize = 50;
/// Most rows of a page.
pub(crate) const PAGE_MAX: usize = 100;

/// How many rows a page shall have.
pub(crate) fn page_size(first: Option<i32>) -> Result<usize, Error> {
    let size = match first {
        None => PAGE_DEFAULT,
        Some(first) => usize::try_from(first).unwrap_or_default(),
    };
    if (1..=PAGE_MAX).contains(&size) {
        Ok(size)
    } else {
        Err(invalid(format!("`first` must be between 1 and {PAGE_MAX}")))
    }
}

/// A place in a list that is sorted by an instant and an id.
pub(crate) fn cursor(at: Instant, id: Uuid) -> String {
    format!("{} {id}", at.to_rfc3339_opts(SecondsFormat::Nanos, true))
}

/// Where a page lies in its list.
pub(crate) fn page_info<T>(
    rows: &[T],
    place: impl Fn(&T) -> String,
    (continued, more): (bool, bool),
) -> PageInfo {
    PageInfo {
        has_next_page: more,
        has_previous_page: continued,
        start_cursor: rows.first().map(&place),
        end_cursor: rows.last().map(&place),
    }
}

/// Reads a cursor back.
pub(crate) fn parse_cursor(text: &str) -> Result<(Instant, Uuid), Error> {
    let parse = || {
        let (at, id) = text.split_once(' ')?;
        let at = DateTime::parse_from_rfc3339(at).ok()?.to_utc();
        Some((at, id.parse().ok()?))
    };
    parse().ok_or_else(|| invalid("`after` is not a cursor of this list"))
}

/// Reads the cursor of a list that is sorted by a number.
pub(crate) fn parse_number(text: &str) -> Result<i64, Error> {
    text.parse().map_err(|_| invalid("`after` is not a cursor of this list"))
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", "INVALID"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back() {
        let at = DateTime::from_timestamp(1_790_000_000, 123_456_789).unwrap();
        let id = Uuid::from_u128(5);
        assert_eq!(parse_cursor(&cursor(at, id)).unwrap(), (at, id));
        assert!(parse_cursor("rubbish").is_err());
    }

    #[test]
    fn pages_have_limits() {
        assert_eq!(page_size(None).unwrap(), 50);
        assert!(page_size(Some(0)).is_err());
        assert!(page_size(Some(101)).is_err());
    }
}
