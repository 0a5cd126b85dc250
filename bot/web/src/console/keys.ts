import { useEffect, useRef } from "react";

const TEXT_TYPES = new Set(["text", "search", "password", "date", "number", "email", "url", "tel"]);

/** Whether keys pressed at `target` write or choose something there. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_TYPES.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

/** Whether Enter at `target` already does something. */
const takesEnter = (target: EventTarget | null) =>
  isTyping(target) || (target instanceof Element && target.closest("a, button, summary, [role=button]") !== null);

const nameOf = (event: KeyboardEvent) =>
  event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.altKey ? "" : event.key;

/**
 * Runs the command of a key while nothing covers the page. Keys that write are left to the field that has the focus,
 * Ctrl+Enter works everywhere.
 */
export function useShortcuts(commands: Record<string, () => void>, isActive = true) {
  const latest = useRef(commands);
  latest.current = commands;

  useEffect(() => {
    if (!isActive) return;
    const press = (event: KeyboardEvent) => {
      const name = nameOf(event);
      const command = latest.current[name];
      if (!command || event.isComposing || event.defaultPrevented || isCovered()) return;
      const isTaken = name === "Enter" ? takesEnter(event.target) : isTyping(event.target);
      if (isTaken && name !== "Ctrl+Enter") return;
      event.preventDefault();
      command();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isActive]);
}

const TWICE_WITHIN = 700;

/** Esc leaves a field; pressed twice it runs `command`. */
export function useDoubleEscape(command: () => void, isActive: boolean) {
  const latest = useRef(command);
  latest.current = command;

  useEffect(() => {
    if (!isActive) return;
    let before = -Infinity;
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || isCovered()) return;
      if (event.timeStamp - before < TWICE_WITHIN) {
        before = -Infinity;
        latest.current();
        return;
      }
      before = event.timeStamp;
      if (isTyping(event.target)) (event.target as HTMLElement).blur();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isActive]);
}

const COVERS = "dialog[open], .login, .ant-modal-wrap:not([style*='display: none'])";

/** Whether something lies over the page that the keys are meant for. */
const isCovered = () => document.querySelector(COVERS) !== null;
