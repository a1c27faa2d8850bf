import type { ElementType, ReactNode } from "react";
import { jsx } from "react/jsx-runtime";

type Props = { children?: ReactNode };

/** Elements that hold nothing but text. */
const PLAIN = new Set<unknown>(["option", "title", "desc", "text", "tspan", "textarea", "style", "script"]);

const isText = (child: unknown): child is string | number =>
  typeof child === "string" || typeof child === "number";

/**
 * Wraps text that has siblings in an element, so that React never moves, removes or changes a text node beside
 * others. Translators and extensions replace text nodes, and React fails when it looks for one that is gone.
 * Adjacent texts become one. A component that returns only text has to bring an element itself.
 */
export function withLoneText<P extends Props>(type: ElementType, props: P): P {
  const { children } = props;
  if (!Array.isArray(children)) return props;
  const places: ReactNode[] = [...children];
  let start: number | undefined;
  for (const [at, child] of places.entries()) {
    if (!isText(child)) start = undefined;
    else if (start === undefined) start = at;
    else {
      places[start] = `${places[start]}${child}`;
      places[at] = null;
    }
  }
  const [first] = places;
  if (children.every(isText)) return { ...props, children: first };
  if (PLAIN.has(type)) return { ...props, children: places };
  const isBare = (child: ReactNode) => isText(child) && String(child).trim() !== "";
  return {
    ...props,
    children: places.map((child) => (isBare(child) ? jsx("span", { children: child }) : child)),
  };
}
