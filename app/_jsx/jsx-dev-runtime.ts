import { Fragment, type JSXSource, jsxDEV as reactJsxDev } from "react/jsx-dev-runtime";
import { withLoneText } from "./lone-text";

export type { JSX } from "react/jsx-dev-runtime";
export { Fragment };

/** The development version of `jsxs`, for `npm run dev`. */
export const jsxDEV: typeof reactJsxDev = (
  type,
  props,
  key,
  isStatic,
  source?: JSXSource,
  self?: unknown,
) => {
  if (!isStatic) return reactJsxDev(type, props, key, isStatic, source, self);
  const lone = withLoneText(type, props as { children?: React.ReactNode });
  return reactJsxDev(type, lone, key, Array.isArray(lone.children), source, self);
};
