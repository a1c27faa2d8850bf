"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { loadCode } from "./code";
import { findMissing, type Missing, NOT_SERVED } from "./missing";
import { keepTypedOnLeaving, reloadWithTyped, restoreTyped } from "./typed";

type Asked = { why: Missing; choose: (isRetry: boolean) => void };

const SENTENCES: Record<Missing, { title: string; text: string }> = {
  ...NOT_SERVED,
  offline: {
    title: "EigenWatch cannot be reached",
    text: "A part of this page did not load. The page stays as it is. Try again when you are connected.",
  },
  broken: {
    title: "This browser cannot do that",
    text: "A part of this page does not run in this browser. Everything that you can read here stays.",
  },
};

let show: ((asked: Asked) => void) | undefined;

/**
 * Loads a part of the code. When it fails, explains why and offers a remedy; returns `undefined` when the person
 * gives up.
 */
export async function askForCode<T>(load: () => Promise<T>): Promise<T | undefined> {
  for (;;) {
    try {
      return await loadCode(load);
    } catch (error) {
      const why = await findMissing(error);
      const isRetry = await new Promise<boolean>((choose) => (show ? show({ why, choose }) : choose(false)));
      if (!isRetry) return undefined;
    }
  }
}

/** Explains over the page why a part of the code did not load, and offers a remedy. */
export function MissingCode() {
  const [asked, setAsked] = useState<Asked>();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  useEffect(() => {
    restoreTyped();
    const stopKeeping = keepTypedOnLeaving();
    show = setAsked;
    return () => {
      stopKeeping();
      show = undefined;
    };
  }, []);
  useEffect(() => {
    if (!asked) return;
    if (dialog.current?.showModal) dialog.current.showModal();
    else dialog.current?.setAttribute("open", "");
    if (asked.why !== "offline") return;
    const retry = () => dialog.current?.close("retry");
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [asked]);
  if (!asked) return null;
  const { why, choose } = asked;
  const { title, text } = SENTENCES[why];
  const close = (how: "retry" | "leave") => dialog.current?.close(how);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      aria-describedby={textId}
      onClose={() => {
        choose(dialog.current?.returnValue === "retry");
        setAsked(undefined);
      }}
      className="fixed inset-x-0 bottom-0 m-auto w-full max-w-full rounded-xl bg-raised p-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-ink shadow-float outline-none backdrop:bg-[#0d0f13]/40 max-sm:mb-0 max-sm:rounded-b-none sm:inset-0 sm:max-w-100 dark:backdrop:bg-[#000]/60"
    >
      <h2 id={titleId} className="text-lg font-semibold">
        {title}
      </h2>
      <p id={textId} className="mt-1 text-sm text-dim">
        {text}
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={() => close("leave")}>
          Close
        </Button>
        {why === "offline" && (
          <Button variant="primary" onClick={() => close("retry")}>
            Try again
          </Button>
        )}
        {(why === "updated" || why === "blocked") && (
          <Button variant="primary" onClick={reloadWithTyped}>
            Load the page again
          </Button>
        )}
      </div>
    </dialog>
  );
}
