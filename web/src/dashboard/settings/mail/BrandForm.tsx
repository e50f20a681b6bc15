// The company's name, colour, last line and address for replies.
import { ColorInput, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import { graphql } from "../../../gql";
import type { SetBrandInput } from "../../../gql/graphql";
import { keys } from "../../keys";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { SaveBar } from "../lever/SaveBar";
import { useChange } from "../lever/useChange";
import { useDraft } from "../lever/useDraft";
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
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft({
    name,
    accent: brand.accent ?? "",
    footer: brand.footer ?? "",
    replyTo: brand.replyTo ?? "",
  });
  const { values } = draft;
  const change = useChange(
    async (input: SetBrandInput) => (await request(setBrandMutation, { input })).setBrand,
    leave,
    // The name is on other pages, too.
    [keys.mailLooks, keys.viewer],
  );
  const hindrance =
    values.name.trim() === "" ? "Candidates must know who writes." : accentHindrance(values.accent);

  /** The buttons go; one goes on from the first field. */
  function leave() {
    draft.clear();
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (hindrance === null) change.send(values);
  }

  return (
    <Section
      title="Brand"
      lead="As candidates see it in mails. Mails load no pictures from elsewhere, so there is no logo."
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            ref={field}
            label="Company"
            maxLength={NAME_CHARS_MAX}
            value={values.name}
            onChange={(event) => draft.edit({ name: event.currentTarget.value })}
          />
          <ColorInput
            label="Colour"
            description="Of buttons and the line at the top. White on it must be readable. Empty: Fulcrum’s."
            format="hex"
            fixOnBlur={false}
            value={values.accent}
            onChange={(accent) => draft.edit({ accent })}
          />
          <TextInput
            label="Last line"
            description="Such as a postal address. Empty: none."
            maxLength={FOOTER_CHARS_MAX}
            value={values.footer}
            onChange={(event) => draft.edit({ footer: event.currentTarget.value })}
          />
          <TextInput
            label="Replies go to"
            description="A mail address. Empty: the one of the server’s settings."
            type="email"
            value={values.replyTo}
            onChange={(event) => draft.edit({ replyTo: event.currentTarget.value })}
          />
          <SaveBar change={change} changed={draft.changed} hindrance={hindrance} onUndo={leave} />
        </Stack>
      </form>
    </Section>
  );
}
