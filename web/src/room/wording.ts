// Wordings used by more than one step.

/** To someone who sends nothing. */
export const EMPTY_ANSWER = "Please write a few words first.";

/** "Thank you, Ada"; "Thank you" to someone whose name Lever doesn't have. */
export function addressed(words: string, firstName: string): string {
  return firstName.trim() === "" ? words : `${words}, ${firstName}`;
}
