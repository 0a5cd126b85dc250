/** Raw values by fact id, as the dictionary reads them. What is not here is unknown. */
export type Facts = Record<string, unknown>;

/** What is known of a person; declined: what the person cannot tell and is not asked again. */
export type Case = { facts: Facts; declined: string[] };

export const NOTHING_KNOWN: Case = { facts: {}, declined: [] };

/** The case after `changes`; undefined makes a fact unknown again. */
export function changed(before: Case, changes: Facts): Case {
  const facts = { ...before.facts, ...changes };
  for (const id of Object.keys(changes)) if (changes[id] === undefined) delete facts[id];
  return { facts, declined: before.declined.filter((id) => !(id in changes)) };
}

export const withDeclined = (before: Case, ids: string[]): Case => ({
  ...before,
  declined: [...new Set([...before.declined, ...ids])],
});
