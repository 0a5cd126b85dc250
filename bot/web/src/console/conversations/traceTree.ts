import type { Screening, TraceNode, Verdict } from "../../api/types";

/** A condition with its parts; label: what a programme is called, else what the condition says. */
export type Branch = { node: TraceNode; label: string; parts: Branch[] };

/** Every programme of `screening` as a tree, then whatever stands in none of them. */
export function wholeTree({ trace, programmes }: Screening): Branch[] {
  const labels = new Map(programmes.map((one) => [`${one.pack}/${one.id}`, one.label]));
  return Object.values(trace).flatMap((nodes) => {
    const within = new Set(nodes.flatMap((node) => node.parts));
    const roots = nodes.filter((node) => labels.has(node.address) || !within.has(node.address));
    return grown(nodes, roots, labels, false);
  });
}

/** The programmes that `told` tells, with the conditions on facts that were known. */
export function toldTree({ trace }: Screening, told: Verdict[]): Branch[] {
  const labels = new Map(told.map((one) => [`${one.pack}/${one.programme}`, one.label]));
  return Object.values(trace).flatMap((nodes) => {
    const roots = nodes.filter((node) => labels.has(node.address));
    return grown(nodes, roots, labels, true);
  });
}

function grown(nodes: TraceNode[], roots: TraceNode[], labels: Map<string, string>, isKnownOnly: boolean): Branch[] {
  const byAddress = new Map(nodes.map((node) => [node.address, node]));
  // A condition that several programmes refer to is a part of each: it is built once and shared.
  const built = new Map<string, Branch | null>();
  const build = (node: TraceNode): Branch | null => {
    const before = built.get(node.address);
    if (before !== undefined) return before;
    const parts = node.parts.flatMap((address) => {
      const part = byAddress.get(address);
      return (part && build(part)) ?? [];
    });
    const isKnown = node.value !== null || parts.length > 0;
    const branch = isKnown || !isKnownOnly ? { node, label: labels.get(node.address) ?? node.label, parts } : null;
    built.set(node.address, branch);
    return branch;
  };
  return roots.flatMap((node) => build(node) ?? []);
}
