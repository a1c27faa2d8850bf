const FIELDS =
  'input:not([type]), input[type="text"], input[type="search"], input[type="email"], input[type="number"], textarea';
const KEY = "eigenwatchTyped";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Typed = { place: string; text: string }[];

/** Every field of the page by its place: its name or label, and which one of those it is. */
function fieldsByPlace(): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const field of document.querySelectorAll<Field>(FIELDS)) {
    const name = field.name || field.getAttribute("aria-label") || field.id;
    for (let count = 0; ; count++) {
      const place = `${name}#${count}`;
      if (fields.has(place)) continue;
      fields.set(place, field);
      break;
    }
  }
  return fields;
}

/** Loads the page again at its address. What was typed comes back with it, in the entry of the browser's history. */
export function reloadWithTyped(): void {
  const typed: Typed = [...fieldsByPlace()].map(([place, field]) => ({ place, text: field.value }));
  try {
    const filled = typed.filter(({ text }) => text !== "");
    window.history.replaceState({ ...window.history.state, [KEY]: filled }, "");
  } catch {}
  window.location.reload();
}

/** Types again what was typed before `reloadWithTyped`. Returns whether this page was loaded by it. */
export function restoreTyped(): boolean {
  const { [KEY]: typed, ...state } = window.history.state ?? {};
  if (!Array.isArray(typed)) return false;
  window.history.replaceState(state, "");
  const fields = fieldsByPlace();
  for (const { place, text } of typed as Typed) {
    const field = fields.get(place);
    if (field && field.value !== text) type(field, text);
  }
  return true;
}

/** React hears of a change only when the value is set as the browser sets it. */
function type(field: Field, text: string) {
  const prototype =
    field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
