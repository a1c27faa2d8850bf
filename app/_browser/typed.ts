import { keepForNextPage, takeFromLastPage } from "./browser";

const FIELDS =
  'input:not([type]), input[type="text"], input[type="search"], input[type="email"], input[type="number"], textarea';
const KEY = "eigenwatchTyped";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Typed = { place: string; text: string }[];
type Kept = { typed: Typed; scripts: string[] };
/**
 * Text that was typed on a page before it was left: Next reloads a page when an answer comes from a newer version.
 */
type Left = Kept & { pathname: string };

/** Returns every field of the page by a key: its name or label, and its position among fields with the same one. */
function fieldsByPlace(): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const field of document.querySelectorAll<Field>(FIELDS)) {
    // The id is not used: React generates another one when the page is loaded than when it is opened from another
    // page.
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

/** Returns the scripts of this page, which identify the version of EigenWatch. */
const ownScripts = () =>
  [...document.querySelectorAll<HTMLScriptElement>('script[src*="/_next/static/"]')].map(({ src }) => src);

function typedHere(): Kept {
  const typed: Typed = [...fieldsByPlace()]
    .filter(([, { autocomplete }]) => autocomplete !== "one-time-code")
    .map(([place, field]) => ({ place, text: field.value }));
  return { typed: typed.filter(({ text }) => text !== ""), scripts: ownScripts() };
}

/** Loads the page again at its URL. Typed text is kept in the browser's history and restored. */
export function reloadWithTyped(): void {
  try {
    window.history.replaceState({ ...window.history.state, [KEY]: typedHere() }, "");
  } catch {}
  window.location.reload();
}

let isReloadedInVain = false;

/**
 * Returns whether `reloadWithTyped` loaded this page and got the same version, so that doing it again cannot help.
 */
export const wasReloadedInVain = (): boolean => isReloadedInVain;

/** Keeps typed text when this page is left, in case a newer version of the same page follows. */
export function keepTypedOnLeaving(): () => void {
  const keep = () => {
    const left: Left = { ...typedHere(), pathname: window.location.pathname };
    if (left.typed.length > 0) keepForNextPage(KEY, JSON.stringify(left));
  };
  window.addEventListener("pagehide", keep);
  return () => window.removeEventListener("pagehide", keep);
}

const isSameVersion = ({ scripts }: Kept) => ownScripts().every((src) => scripts.includes(src));

/** Returns the text typed on this page in an older version, if this tab comes from there. */
function typedInOlderVersion(): Kept | undefined {
  const text = takeFromLastPage(KEY);
  if (!text) return undefined;
  try {
    const left: Left = JSON.parse(text);
    return left.pathname === window.location.pathname && !isSameVersion(left) ? left : undefined;
  } catch {
    return undefined;
  }
}

/** Restores the text typed before `reloadWithTyped`, or Next itself, loaded this page in a newer version. */
export function restoreTyped(): void {
  const { [KEY]: reloaded, ...state }: { [KEY]?: Kept } = window.history.state ?? {};
  const older = typedInOlderVersion();
  if (reloaded) {
    window.history.replaceState(state, "");
    isReloadedInVain = isSameVersion(reloaded);
  }
  const kept = reloaded ?? older;
  if (!kept) return;
  const fields = fieldsByPlace();
  for (const { place, text } of kept.typed) {
    const field = fields.get(place);
    if (field && field.value !== text) type(field, text);
  }
}

/** Sets a field's value through the browser's own setter, since React only notices a change made that way. */
function type(field: Field, text: string) {
  const prototype =
    field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
