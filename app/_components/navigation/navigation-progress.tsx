"use client";

import { WifiOff } from "lucide-react";
import { createPortal } from "react-dom";
import { useReachable } from "@/app/_browser/use-reachable";

/** Renders a line along the top edge while a page loads, and a note while the server cannot be reached. */
export function NavigationProgress() {
  const isReachable = useReachable();
  return createPortal(
    <>
      <span
        role="progressbar"
        aria-label="Loading the page"
        className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 origin-left animate-navigation-progress bg-accent"
      />
      {!isReachable && (
        <div className="pointer-events-none fixed inset-x-0 top-16 z-40 flex justify-center px-3">
          <p
            role="alert"
            className="flex items-center gap-2 rounded-lg bg-raised px-3 py-2 text-sm shadow-float"
          >
            <WifiOff className="size-4 text-medium" strokeWidth={1.75} aria-hidden="true" />
            EigenWatch cannot be reached. The page will open when it can.
          </p>
        </div>
      )}
    </>,
    document.body,
  );
}
