// Why something was refused, read out at once.
import { sentence } from "../../shared/sentence";
import { Notice } from "../parts/Notice";

export function Refusal({ problem }: { problem: string | null }) {
  if (problem === null) return null;
  return (
    <Notice tone="bad" role="alert">
      {sentence(problem)}
    </Notice>
  );
}
