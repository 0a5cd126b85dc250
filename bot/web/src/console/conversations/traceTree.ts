import type { TraceNode } from "../../api/types";

export type Branch = { node: TraceNode; parts: Branch[] };

/** The nodes of all packs as trees; with `isToldOnly` only branches with a condition on a fact that is known. */
export function treeOf(trace: Record<string, TraceNode[]>, isToldOnly: boolean): Branch[] {
  return Object.values(trace).flatMap((nodes) => rootsOf(nodes, isToldOnly));
}

function rootsOf(nodes: TraceNode[], isToldOnly: boolean): Branch[] {
  const byAddress = new Map(nodes.map((node) => [node.address, node]));
  const within = new Set(nodes.flatMap((node) => node.parts));
  // A condition that several programmes refer to is a part of each: it is built once and shared.
  const built = new Map<string, Branch | null>();
  const build = (node: TraceNode): Branch | null => {
    const known = built.get(node.address);
    if (known !== undefined) return known;
    const parts = node.parts.flatMap((address) => {
      const part = byAddress.get(address);
      return (part && build(part)) ?? [];
    });
    const isTold = node.value !== null || parts.length > 0;
    const branch = isTold || !isToldOnly ? { node, parts } : null;
    built.set(node.address, branch);
    return branch;
  };
  return nodes.filter((node) => !within.has(node.address)).flatMap((node) => build(node) ?? []);
}
