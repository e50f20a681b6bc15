//! The accent colour of a company: taken as it is where it can be read on white, darker where not.
//!
//! Knows: WCAG's contrast. Does not know: where the colour is used.

/// What text on the lightest ground of a report needs.
const CONTRAST_MIN: f64 = 4.5;
/// The lightness of the panel that text stands on, which is a little darker than the page.
const GROUND: [u8; 3] = [0xf4, 0xf6, 0xf8];
/// How much darker each try is.
const DARKER: f64 = 0.94;
/// More tries than it takes from white to black.
const TRIES_MAX: usize = 80;

/// `given`, such as `#1c4f72`, as a report can use it; `None` when it is no such colour.
pub(crate) fn readable(given: &str) -> Option<String> {
    let digits = given.trim().strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    let mut colour = [red, green, blue];
    for _ in 0..TRIES_MAX {
        if contrast(colour, GROUND) >= CONTRAST_MIN {
            break;
        }
        colour = colour.map(darker);
    }
    let [red, green, blue] = colour;
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of a byte is a byte"
)]
fn darker(part: u8) -> u8 {
    (f64::from(part) * DARKER) as u8
}

/// WCAG 2's contrast ratio.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126f64.mul_add(red, 0.7152f64.mul_add(green, 0.0722 * blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_colour_stays_and_a_light_one_becomes_readable() {
        assert_eq!(readable("#1C4F72").as_deref(), Some("#1c4f72"));
        for light in ["#ffffff", "#ffd400", "#7fffd4", "#ff69b4"] {
            let shown = readable(light).unwrap();
            assert_ne!(shown, light);
            let number = u32::from_str_radix(shown.trim_start_matches('#'), 16).unwrap();
            let [_, red, green, blue] = number.to_be_bytes();
            assert!(contrast([red, green, blue], GROUND) >= CONTRAST_MIN, "{light}: {shown}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for given in ["", "#", "red", "#12345", "#1234567", "#12345g", "123456", "#+12345"] {
            assert_eq!(readable(given), None, "{given}");
        }
    }
}
