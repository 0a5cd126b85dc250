const FIELD = "[data-fact]";
const CONTROL = "input:checked, select, input[type=text], input";

/** Puts the focus into the control of `field`. */
export function focusControl(field: Element | null | undefined): boolean {
  const control = field?.querySelector<HTMLElement>(CONTROL);
  control?.focus();
  if (control instanceof HTMLInputElement && control.type === "text") control.select();
  return Boolean(control);
}

/** Goes on from the field around `from` to the next in its group; with "open" to the next that is not known. */
export function focusField(from: Element, which: "next" | "open"): boolean {
  const field = from.closest(FIELD);
  const group = field?.closest("[data-facts]");
  if (!field || !group) return false;
  const fields = [...group.querySelectorAll(FIELD)];
  const after = fields.slice(fields.indexOf(field) + 1);
  return focusControl(which === "next" ? after[0] : after.find((one) => !one.hasAttribute("data-known")));
}
