import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Button, IconButton } from "./button";
import { popoverClass } from "./popover";

export type Notice = {
  tone: "done" | "problem";
  text: string;
  /** A second sentence, such as what to do now. */
  detail?: string;
  action?: { label: string; onClick: () => void };
};

type ToastProps = { notice: Notice; close: () => void };

/** Renders one notice. */
export function Toast({ notice: { tone, text, detail, action }, close }: ToastProps) {
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
