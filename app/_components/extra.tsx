"use client";

import { catchError } from "next/error";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";

type ExtraProps = {
  /** Shown in its place once it has failed; nothing by default. */
  absent?: ReactNode;
  /** Called once it has failed. */
  onFailed?: () => void;
};

/** A part that a page can do without: when it fails, the page around it stays. */
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

/** Returns the component as a part that a page can do without. */
export function asExtra<Props extends object>(Part: ComponentType<Props>): ComponentType<Props> {
  const Guarded = (props: Props) => (
    <Extra>
      <Part {...props} />
    </Extra>
  );
  return Guarded;
}
