// What the server finds wrong with a plan: beside the question it is about, and in sum.
import { List } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { sentence } from "../../shared/sentence";
import { Notice } from "../parts/Notice";
import type { PlanFault } from "./publishing";

/** The faults of a question; those of the plan as a whole for null. */
export function faultsOf(faults: readonly PlanFault[], questionId: string | null): PlanFault[] {
  return faults.filter((fault) => (fault.questionId ?? null) === questionId);
}

/** "2 errors and 1 warning". */
export function countFaults(faults: readonly PlanFault[]): string {
  const errors = faults.filter(({ severity }) => severity === "ERROR").length;
  const warnings = faults.length - errors;
  const words = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? "error" : "errors"}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
  ];
  return words.length === 0 ? "Nothing is wrong with it" : words.join(" and ");
}

export function hasErrors(faults: readonly PlanFault[]): boolean {
  return faults.some(({ severity }) => severity === "ERROR");
}

interface FaultListProps {
  faults: readonly PlanFault[];
  /** Whether they stand beside the question they are about, so that it need not be named. */
  beside?: boolean;
}

export function FaultList({ faults, beside = false }: FaultListProps) {
  if (faults.length === 0) return null;
  const words = ({ message, questionId }: PlanFault) =>
    sentence(beside ? message.replace(`question ${questionId}: `, "") : message);
  return (
    <Notice tone={hasErrors(faults) ? "bad" : "warning"} icon={<IconAlertTriangle aria-hidden />}>
      <List size="sm" spacing={4} listStyleType={faults.length === 1 ? "none" : "disc"}>
        {faults.map((fault) => (
          <List.Item key={`${fault.questionId}:${fault.message}`}>
            <strong>{fault.severity === "ERROR" ? "Error" : "Warning"}:</strong> {words(fault)}
          </List.Item>
        ))}
      </List>
    </Notice>
  );
}
