//! How what candidates get of a company looks, and when they are not reminded.

use actors::{Means, outbox::is_address, zone};
use async_graphql::{Context, InputObject, Object, Result, Union};
use entities::tenant::{self, Brand, QuietHours};
use serde_json::json;

use crate::{
    audit::{edit_settings, record},
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::operator::Tenant,
};

/// Most characters of a company's name.
const NAME_CHARS_MAX: usize = 100;
/// Most characters of the line at the end of mails.
const FOOTER_CHARS_MAX: usize = 200;
/// Least contrast of a colour with white: WCAG 2.2, 1.4.3, level AA, for text of any size.
const CONTRAST_MIN: f64 = 4.5;

/// Looks and hours.
#[derive(Default)]
pub(super) struct Branding;

/// How what candidates get looks. All of it is set.
#[derive(InputObject)]
struct SetBrandInput {
    /// The company's name as candidates read it, up to 100 characters; left out: as it is.
    name: Option<String>,
    /// `#rrggbb`, with a contrast of 4.5 or more with white; null or empty: Fulcrum's.
    accent: Option<String>,
    /// A line at the end of mails, up to 200 characters; null or empty: none.
    footer: Option<String>,
    /// A mail address; null or empty: the server's.
    reply_to: Option<String>,
}

/// When candidates are not reminded.
#[derive(InputObject)]
struct SetQuietHoursInput {
    /// Whether the company has hours of its own; if not, the server's count, and the rest is not read.
    own: bool,
    /// 0 to 23.
    from_hour: Option<i32>,
    /// 0 to 23; the same as `fromHour`: no hours are quiet.
    until_hour: Option<i32>,
    /// The IANA name of the time zone of candidates of whom no other is known.
    zone: Option<String>,
}

/// Result of `setBrand`.
#[derive(Union)]
enum SetBrandResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

/// Result of `setQuietHours`.
#[derive(Union)]
enum SetQuietHoursResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

#[Object]
impl Branding {
    /// Changes how mails and reports of the company look, and who reads replies. Super Admin or Admin.
    async fn set_brand(&self, ctx: &Context<'_>, input: SetBrandInput) -> Result<SetBrandResult> {
        answer(set_brand(ctx, input).await, SetBrandResult::Tenant, SetBrandResult::Problem)
    }

    /// Chooses when candidates are not reminded. Super Admin or Admin.
    async fn set_quiet_hours(
        &self,
        ctx: &Context<'_>,
        input: SetQuietHoursInput,
    ) -> Result<SetQuietHoursResult> {
        let set = set_quiet_hours(ctx, input).await;
        answer(set, SetQuietHoursResult::Tenant, SetQuietHoursResult::Problem)
    }
}

async fn set_brand(ctx: &Context<'_>, input: SetBrandInput) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "change how mails look")?.tenant_id;
    let name = input.name.map(|name| line(&name, NAME_CHARS_MAX, "the name")).transpose()?;
    if name.as_deref() == Some("") {
        return Err(Problem::invalid("candidates must know who writes: give a name").into());
    }
    let accent = input.accent.as_deref().map(str::trim).unwrap_or_default().to_lowercase();
    let footer = line(&input.footer.unwrap_or_default(), FOOTER_CHARS_MAX, "the last line")?;
    let reply_to = input.reply_to.as_deref().map(str::trim).unwrap_or_default().to_owned();
    if !accent.is_empty() {
        check_accent(&accent)?;
    }
    if !reply_to.is_empty() && !is_address(&reply_to) {
        return Err(
            Problem::invalid("replies need a mail address, such as jobs@example.com").into()
        );
    }
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let brand = Brand { accent: given(accent), footer: given(footer), reply_to: given(reply_to) };
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let before = tenant::find(&tx, tenant_id).await?.map(|row| row.name);
    if let Some(name) = name.filter(|name| before.as_ref() != Some(name)) {
        tenant::rename(&tx, tenant_id, &name).await?;
        record(ctx, &tx, tenant_id, json!({"name": {"from": before, "to": name}})).await?;
    }
    edit_settings(ctx, &tx, tenant_id, |settings| settings.brand = brand).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    stored(row)
}

async fn set_quiet_hours(
    ctx: &Context<'_>,
    input: SetQuietHoursInput,
) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose when candidates are not reminded")?.tenant_id;
    let own = if input.own { Some(quiet_hours(&input)?) } else { None };
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    edit_settings(ctx, &tx, tenant_id, |settings| settings.quiet_hours = own).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    stored(row)
}

fn stored(row: Option<tenant::Model>) -> Result<Box<Tenant>, Refusal> {
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}

fn quiet_hours(input: &SetQuietHoursInput) -> Result<QuietHours, Problem> {
    let hour = |given: Option<i32>| given.and_then(|hour| u8::try_from(hour).ok());
    let hours = hour(input.from_hour).zip(hour(input.until_hour));
    let zone = input.zone.as_deref().map(str::trim).unwrap_or_default();
    let quiet = hours.and_then(|(from, until)| zone::QuietHours::new(from, until, zone));
    let quiet = quiet.ok_or_else(|| {
        Problem::invalid("hours are 0 to 23, and the time zone is such as Europe/Berlin")
    })?;
    let (from_hour, until_hour) = quiet.hours();
    Ok(QuietHours { from_hour, until_hour, zone: quiet.zone().name().to_owned() })
}

/// Text of one line, without spaces around it.
fn line(text: &str, chars_max: usize, what: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.chars().count() > chars_max || text.chars().any(char::is_control) {
        let message = format!("{what} is one line of {chars_max} characters at most");
        return Err(Problem::invalid(message));
    }
    Ok(text.to_owned())
}

fn check_accent(accent: &str) -> Result<(), Problem> {
    let Some(contrast) = contrast_with_white(accent) else {
        return Err(Problem::invalid("a colour is six hexadecimal digits after a #: #0d5c63"));
    };
    if contrast < CONTRAST_MIN {
        let message = format!(
            "this colour's contrast with white is {contrast:.2}; it takes {CONTRAST_MIN} or more for \
             everybody to be able to read it, so choose a darker one"
        );
        return Err(Problem::invalid(message));
    }
    Ok(())
}

/// The contrast ratio of `#rrggbb` with white, 1 to 21, as WCAG 2.2 has it; `None` if it is no such
/// colour.
fn contrast_with_white(accent: &str) -> Option<f64> {
    let is_hex =
        |digits: &&str| digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    let digits = accent.strip_prefix('#').filter(is_hex)?;
    let channel = |from: usize| {
        let value = u8::from_str_radix(digits.get(from..from + 2)?, 16).ok()?;
        let value = f64::from(value) / 255.0;
        let linear =
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        Some(linear)
    };
    let luminance = 0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?;
    Some(1.05 / (luminance + 0.05))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_must_be_readable_on_white() {
        for (accent, contrast) in [("#000000", "21.00"), ("#ffffff", "1.00"), ("#767676", "4.54")] {
            assert_eq!(format!("{:.2}", contrast_with_white(accent).unwrap()), contrast);
        }
        assert!(check_accent("#0d5c63").is_ok() && check_accent("#767676").is_ok());
        let refused = check_accent("#777777").unwrap_err();
        assert!(refused.text().contains("is 4.48"), "{}", refused.text());
        for wrong in ["", "red", "#12345", "#1234567", "#ggggggg", "#+1+1+1", "#ééé"] {
            assert!(check_accent(wrong).is_err(), "{wrong}");
        }
    }
}
