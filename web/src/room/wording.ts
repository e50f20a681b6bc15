// Wordings used by more than one step.

/** "Thank you, Ada"; "Thank you" to someone whose name Lever doesn't have. */
export function addressed(words: string, firstName: string): string {
  return firstName.trim() === "" ? words : `${words}, ${firstName}`;
}
