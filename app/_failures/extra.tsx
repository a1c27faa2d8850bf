"use client";

import { catchError } from "next/error";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";

type ExtraProps = {
  /** Shown after a failure; nothing by default. */
  absent?: ReactNode;
  /** Called after a failure. */
  onFailed?: () => void;
};

/** An error boundary for an optional part: when it fails, the page around it stays. */
export const Extra = catchError(({ absent = null, onFailed }: ExtraProps) => (
  <>
    {absent}
    {onFailed && <Failed onFailed={onFailed} />}
  </>
));

function Failed({ onFailed }: { onFailed: () => void }) {
  const [tell] = useState(() => onFailed);
  useEffect(tell, [tell]);
  return null;
}

/** Wraps a component in an `Extra`. */
export function asExtra<Props extends object>(Part: ComponentType<Props>): ComponentType<Props> {
  const Guarded = (props: Props) => (
    <Extra>
      <Part {...props} />
    </Extra>
  );
  return Guarded;
}
