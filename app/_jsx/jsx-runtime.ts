import { Fragment, jsx, jsxs as reactJsxs } from "react/jsx-runtime";
import { withLoneText } from "./lone-text";

export type { JSX } from "react/jsx-runtime";
export { Fragment, jsx };

/** Creates an element with several children, as React does, but wraps each text in an element of its own. */
export const jsxs: typeof reactJsxs = (type, props, key) => {
  const lone = withLoneText(type, props as { children?: React.ReactNode });
  return Array.isArray(lone.children) ? reactJsxs(type, lone, key) : jsx(type, lone, key);
};
