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
  /** Of the size of what will come. */
  skeleton: ReactNode;
  /** What is on its way from the server. */
  children: ReactNode;
};

/**
 * Shows a skeleton while a page is on its way that was opened from another one. A page that is opened by its address
 * comes whole: its status is decided first, its figures stand in place, and it needs no JavaScript.
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

/** Keeps the page before for a moment, so that what comes at once replaces it without a flash between them. */
function Patience({ of: awaited, children }: { of: ReactNode; children: ReactNode }) {
  if (typeof awaited === "object" && awaited !== null) {
    const moment = moments.get(awaited) ?? new Promise((over) => setTimeout(over, PATIENCE_MS));
    moments.set(awaited, moment);
    use(moment);
  }
  return children;
}

/** True from going back or forward until the next press: the browser itself restores how far a page was scrolled. */
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
  // On the server, and where a browser's extension breaks listeners: the page stands all the same.
}

/** Shows a whole page's skeleton from its top. Next scrolls only once the page itself is there. */
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
