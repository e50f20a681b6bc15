// Where a settings page stands: Settings / Integrations / ...
import { Anchor, Breadcrumbs } from "@mantine/core";
import { Link } from "react-router";

export function Trail({ steps }: { steps: { to: string; name: string }[] }) {
  return (
    <nav aria-label="Where you are">
      <Breadcrumbs separatorMargin={6}>
        {steps.map(({ to, name }) => (
          <Anchor key={to} component={Link} to={to} size="sm">
            {name}
          </Anchor>
        ))}
      </Breadcrumbs>
    </nav>
  );
}
