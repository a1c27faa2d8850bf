"use client";

import {
  type ReactNode,
  Suspense,
  use,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";

type NavigationSuspenseProps = {
  /** Shown while the page loads; it has the size of the content. */
  skeleton: ReactNode;
  /** The content, which the server may still be rendering. */
  children: ReactNode;
};

/**
 * Shows a skeleton when a page is opened from another one. A page opened by its URL is sent whole: its status
 * code is decided first, nothing moves, and it needs no JavaScript.
 */
export function NavigationSuspense({ skeleton, children }: NavigationSuspenseProps) {
  const isInBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const [isOpenedFromAnother] = useState(isInBrowser);
  if (!isOpenedFromAnother) return children;
  return (
    <Suspense
      fallback={
        <Patience of={children}>
          <FromTheTop>{skeleton}</FromTheTop>
        </Patience>
      }
    >
      {children}
    </Suspense>
  );
}

const PATIENCE_MS = 120;
const moments = new WeakMap<WeakKey, Promise<void>>();

/** Keeps the previous page for a moment, so that a fast answer replaces it without a flash of the skeleton. */
function Patience({ of: awaited, children }: { of: ReactNode; children: ReactNode }) {
  if (typeof awaited === "object" && awaited !== null) {
    const moment = moments.get(awaited) ?? new Promise((over) => setTimeout(over, PATIENCE_MS));
    moments.set(awaited, moment);
    use(moment);
  }
  return children;
}

/** True from going back or forward until the next press: then the browser itself restores the scroll position. */
let isTraversing = false;
try {
  window.addEventListener("popstate", () => {
    isTraversing = true;
  });
  const press = () => {
    isTraversing = false;
  };
  for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, press, { capture: true });
} catch {
  // The page works without this on the server, and in a browser where an extension breaks event listeners.
}

/** Shows a whole page's skeleton from its top, since Next scrolls only once the page itself is there. */
function FromTheTop({ children }: { children: ReactNode }) {
  const marker = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const isWholePage = marker.current?.nextElementSibling?.localName === "main";
    if (isWholePage && !isTraversing) window.scrollTo({ top: 0, behavior: "instant" });
  }, []);
  return (
    <>
      <span ref={marker} hidden />
      {children}
    </>
  );
}
