import { useState } from "react";
import { StatusPill } from "../../answer";
import type { Branch } from "./traceTree";

/** A condition and, once opened, its parts. */
export function TraceBranch({ branch }: { branch: Branch }) {
  const [isOpen, setOpen] = useState(false);
  const { node, label, parts } = branch;
  const line = (
    <>
      <StatusPill status={node.status} /> <span>{label}</span>
      {node.value !== null && <strong> {String(node.value)}</strong>}
      <span className="muted">
        {" "}
        {node.quote.clause}
        {node.quote.text !== label && `「${node.quote.text}」`}
      </span>
    </>
  );
  if (!parts.length) return <li className="trace-leaf">{line}</li>;
  return (
    <li>
      <details
        onToggle={(event) => {
          // The parts are such elements too, and their toggling must not count here.
          if (event.target === event.currentTarget) setOpen(event.currentTarget.open);
        }}
      >
        <summary>{line}</summary>
        {isOpen && (
          <ul>
            {parts.map((part) => (
              <TraceBranch key={part.node.address} branch={part} />
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}
