import encodeQR from "qr";
import { useMemo } from "react";
import { buttonClass } from "../ui/button";
import { CopyLink } from "./copy-link";

const MARGIN = 4;

/** What another device scans or opens to be paired, one look wherever it stands: cameras want dark on light. */
export function Pairing({ uri }: { uri: string }) {
  const { path, size } = useMemo(() => draw(uri), [uri]);
  return (
    <div className="grid w-full justify-items-center gap-3">
      <svg
        role="img"
        aria-label="Code for your wallet to scan"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="size-64 max-w-full rounded-xl border bg-[#fff]"
      >
        <path d={path} fill="#0d0f13" />
      </svg>
      <div className="grid w-full gap-1.5">
        <a href={uri} className={buttonClass("primary", "hidden h-11 pointer-coarse:inline-flex")}>
          Open a wallet on this device
        </a>
        <CopyLink text={uri} />
      </div>
    </div>
  );
}

/** Runs of dark modules in each row, as one path. */
function draw(text: string) {
  const rows = encodeQR(text, "raw", { ecc: "low", border: MARGIN });
  const runs = rows.flatMap((row, y) =>
    [...row.map(Number).join("").matchAll(/1+/g)].map(
      ({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`,
    ),
  );
  return { path: runs.join(""), size: rows.length };
}
