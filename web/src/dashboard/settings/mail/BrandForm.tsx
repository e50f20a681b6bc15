// The company's name, colour, last line and address for replies.
import { ColorInput, TextInput } from "@mantine/core";
import { graphql } from "../../../gql";
import type { SetBrandInput } from "../../../gql/graphql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { keys } from "../../keys";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { accentHindrance, type Looks } from "./mail";

const setBrandMutation = graphql(`
  mutation SetBrand($input: SetBrandInput!) {
    setBrand(input: $input) {
      ... on Tenant {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** As the server allows. */
const NAME_CHARS_MAX = 100;
const FOOTER_CHARS_MAX = 200;

export function BrandForm({ stored: { name, brand } }: { stored: Looks["tenant"] }) {
  const form = useDraftForm(
    {
      name,
      accent: brand.accent ?? "",
      footer: brand.footer ?? "",
      replyTo: brand.replyTo ?? "",
    },
    async (input: SetBrandInput) => (await request(setBrandMutation, { input })).setBrand,
    // The name is on other pages, too.
    [keys.mailLooks, keys.viewer],
  );
  const { values } = form;
  const hindrance =
    values.name.trim() === "" ? "Candidates must know who writes." : accentHindrance(values.accent);

  return (
    <Section
      title="Brand"
      lead="As candidates see it in mails. Mails load no pictures from elsewhere, so there is no logo."
    >
      <DraftForm form={form} hindrance={hindrance} onSave={() => form.change.send(values)}>
        <TextInput
          label="Company"
          maxLength={NAME_CHARS_MAX}
          value={values.name}
          onChange={(event) => form.edit({ name: event.currentTarget.value })}
        />
        <ColorInput
          label="Colour"
          description="Of buttons and the line at the top. White on it must be readable. Empty: Fulcrum’s."
          format="hex"
          fixOnBlur={false}
          value={values.accent}
          onChange={(accent) => form.edit({ accent })}
        />
        <TextInput
          label="Last line"
          description="Such as a postal address. Empty: none."
          maxLength={FOOTER_CHARS_MAX}
          value={values.footer}
          onChange={(event) => form.edit({ footer: event.currentTarget.value })}
        />
        <TextInput
          label="Replies go to"
          description="A mail address. Empty: the one of the server’s settings."
          type="email"
          value={values.replyTo}
          onChange={(event) => form.edit({ replyTo: event.currentTarget.value })}
        />
      </DraftForm>
    </Section>
  );
}
