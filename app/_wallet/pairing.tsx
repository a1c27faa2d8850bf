import encodeQR from "qr";
import { useMemo } from "react";

const MARGIN = 4;

/** Renders the QR code that another device scans. It is dark on light in both themes, as cameras expect. */
export function Pairing({ uri }: { uri: string }) {
  const { path, size } = useMemo(() => draw(uri), [uri]);
  return (
    <svg
      role="img"
      aria-label="Code for your wallet to scan"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-64 max-w-full rounded-xl border bg-[#fff]"
    >
      <path d={path} fill="#0d0f13" />
    </svg>
  );
}

/** Returns one SVG path that covers the dark modules of the QR code, row by row. */
function draw(text: string) {
  const rows = encodeQR(text, "raw", { ecc: "low", border: MARGIN });
  const runs = rows.flatMap((row, y) =>
    [...row.map(Number).join("").matchAll(/1+/g)].map(
      ({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`,
    ),
  );
  return { path: runs.join(""), size: rows.length };
}
