"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Toaster as Sonner, toast } from "sonner";
import type { Notice } from "./toasts";
import { Button, IconButton } from "./ui/button";
import { popoverClass } from "./ui/popover";

const draw = (notice: Notice) =>
  toast.custom((id) => <Toast notice={notice} close={() => toast.dismiss(id)} />, {
    duration: notice.tone === "problem" ? 8000 : 4000,
  });

/** Draws notices, above the bar of a phone. */
export function Toaster({ onReady }: { onReady: (draw: (notice: Notice) => void) => void }) {
  const ready = useRef(onReady);
  useEffect(() => ready.current(draw), []);
  return (
    <Sonner
      position="bottom-right"
      offset={20}
      mobileOffset={{ bottom: "calc(4.25rem + env(safe-area-inset-bottom))", left: 12, right: 12 }}
      visibleToasts={3}
      containerAriaLabel="Notices"
    />
  );
}

function Toast({ notice: { tone, text, detail, action }, close }: { notice: Notice; close: () => void }) {
  const Icon = tone === "done" ? CircleCheck : CircleAlert;
  return (
    <div
      role={tone === "problem" ? "alert" : undefined}
      className={`${popoverClass} flex w-[calc(100vw-1.5rem)] items-start font-sans gap-2.5 p-3 pr-2 sm:w-88`}
    >
      <Icon
        className={`mt-px size-4.5 ${tone === "done" ? "text-low" : "text-critical"}`}
        strokeWidth={1.75}
        aria-hidden="true"
      />
      <div className="grid min-w-0 flex-1 gap-0.5 text-sm">
        <p className="font-medium">{text}</p>
        {detail && <p className="text-dim">{detail}</p>}
        {action && (
          <Button
            className="mt-1.5 justify-self-start"
            onClick={() => {
              action.onClick();
              close();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      <IconButton label="Dismiss" className="-my-1.5 size-8" onClick={close}>
        <X className="size-3.5" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
