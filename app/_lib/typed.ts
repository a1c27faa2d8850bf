const FIELDS =
  'input:not([type]), input[type="text"], input[type="search"], input[type="email"], input[type="number"], textarea';
const KEY = "eigenwatchTyped";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Typed = { place: string; text: string }[];
type Kept = { typed: Typed; scripts: string[] };

/** Every field of the page by its place: its name or label, and which one of those it is. */
function fieldsByPlace(): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const field of document.querySelectorAll<Field>(FIELDS)) {
    // Not its id: React makes another one where a page is loaded than where it is opened from another page.
    const label = field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent;
    const name = field.name || label || field.placeholder;
    for (let count = 0; ; count++) {
      const place = `${name}#${count}`;
      if (fields.has(place)) continue;
      fields.set(place, field);
      break;
    }
  }
  return fields;
}

/** The scripts of this page, by which one version of EigenWatch is told from another. */
const ownScripts = () =>
  [...document.querySelectorAll<HTMLScriptElement>('script[src*="/_next/static/"]')].map(({ src }) => src);

/** Loads the page again at its address. What was typed comes back with it, in the entry of the browser's history. */
export function reloadWithTyped(): void {
  const typed: Typed = [...fieldsByPlace()].map(([place, field]) => ({ place, text: field.value }));
  const kept: Kept = { typed: typed.filter(({ text }) => text !== ""), scripts: ownScripts() };
  try {
    window.history.replaceState({ ...window.history.state, [KEY]: kept }, "");
  } catch {}
  window.location.reload();
}

let isReloadedInVain = false;

/** Whether `reloadWithTyped` loaded this page and brought the same version, so that to do so again cannot help. */
export const wasReloadedInVain = (): boolean => isReloadedInVain;

/** Types again what was typed before `reloadWithTyped` loaded this page. */
export function restoreTyped(): void {
  const { [KEY]: kept, ...state }: { [KEY]?: Kept } = window.history.state ?? {};
  if (!kept) return;
  window.history.replaceState(state, "");
  isReloadedInVain = ownScripts().every((src) => kept.scripts.includes(src));
  const fields = fieldsByPlace();
  for (const { place, text } of kept.typed) {
    const field = fields.get(place);
    if (field && field.value !== text) type(field, text);
  }
}

/** React hears of a change only when the value is set as the browser sets it. */
function type(field: Field, text: string) {
  const prototype =
    field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
