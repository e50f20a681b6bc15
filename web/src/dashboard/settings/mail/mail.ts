// How a company's mails look and when nobody is reminded, as the mail page reads it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { MailKind, MailLooksQuery } from "../../../gql/graphql";
import { keys } from "../../keys";
import { request } from "../../request";

export const MAIL_PAGE = "/settings/mail";

const looksQuery = graphql(`
  query MailLooks {
    viewer {
      id
      email
      tenant {
        id
        name
        brand {
          accent
          footer
          replyTo
        }
        quietHours {
          fromHour
          untilHour
          zone
          own
        }
      }
    }
  }
`);

const previewQuery = graphql(`
  query MailPreview($kind: MailKind!, $language: String!) {
    mailPreview(kind: $kind, language: $language) {
      subject
      html
      text
    }
  }
`);

export type Looks = NonNullable<MailLooksQuery["viewer"]>;

/** Null when the session has ended. */
export function useLooks() {
  return useQuery({
    queryKey: keys.mailLooks,
    queryFn: async () => (await request(looksQuery)).viewer ?? null,
  });
}

export function usePreview(kind: MailKind, language: string) {
  return useQuery({
    queryKey: keys.mailPreview(kind, language),
    queryFn: async () => (await request(previewQuery, { kind, language })).mailPreview ?? null,
    placeholderData: keepPreviousData,
  });
}

/** Least contrast of a colour with white for everybody to be able to read it: WCAG 2.2, level AA. */
const CONTRAST_MIN = 4.5;

/** Why a colour cannot be used; null when it can, and when there is none. */
export function accentHindrance(accent: string): string | null {
  if (accent === "") return null;
  if (!/^#[0-9a-f]{6}$/i.test(accent)) {
    return "A colour is six hexadecimal digits after a #, such as #0d5c63.";
  }
  const contrast = contrastWithWhite(accent);
  if (contrast >= CONTRAST_MIN) return null;
  return `Its contrast with white is ${contrast.toFixed(2)}; it takes ${CONTRAST_MIN} or more. Choose a darker one.`;
}

/** The contrast ratio of #rrggbb with white, 1 to 21. */
function contrastWithWhite(accent: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = Number.parseInt(accent.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
