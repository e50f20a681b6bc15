// What a candidate is called; Lever may have no name.

export function nameOf({ candidateName }: { candidateName: string }): string {
  return candidateName === "" ? "No name" : candidateName;
}
