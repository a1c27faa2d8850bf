import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { checksumAddress } from "@/app/_lib/address";
import { formatNumber, formatUsd, shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { findOperator } from "./operator";

export const size = { width: 1200, height: 630 };
export const contentType = "image/png";
export const alt = "Value secured, delegators, AVSs and slashings of an EigenLayer operator";

const font = (weight: string) =>
  readFile(join(process.cwd(), `node_modules/geist/dist/fonts/geist-sans/Geist-${weight}.ttf`));

/** Letters that the font has; anything else would be looked for on the network. */
const drawable = (text: string) => text.replace(/[^\u0020-\u024f\u2026]/g, "").trim();

export default async function OperatorImage({ params }: { params: Promise<{ address: string }> }) {
  const operator = await findOperator(params);
  const [regular, semibold] = await Promise.all([font("Regular"), font("SemiBold")]);
  const short = shortenAddress(checksumAddress(operator.address));
  const figures = [
    ["Value secured", formatUsd(operator.tvsUsd)],
    ["Delegators", formatNumber(operator.delegatorCount)],
    ["AVSs", formatNumber(operator.avsCount)],
    ["Slashings", formatNumber(operator.slashingCount)],
  ];
  return new ImageResponse(
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 72,
        background: "#13161b",
        color: "#f2f3f5",
        fontFamily: "Geist",
      }}
    >
      <div style={{ fontSize: 32, color: "#9aa1ab" }}>EigenWatch · EigenLayer operator</div>
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div style={{ fontSize: 80, fontWeight: 600 }}>
          {drawable(plainName(operator.name) ?? "") || short}
        </div>
        <div style={{ fontSize: 32, color: "#9aa1ab" }}>{short}</div>
      </div>
      <div style={{ display: "flex", gap: 64 }}>
        {figures.map(([label, figure]) => (
          <div key={label} style={{ display: "flex", flexDirection: "column" }}>
            <div style={{ fontSize: 52, fontWeight: 600 }}>{figure}</div>
            <div style={{ fontSize: 26, color: "#9aa1ab" }}>{label}</div>
          </div>
        ))}
      </div>
    </div>,
    {
      ...size,
      fonts: [
        { name: "Geist", data: regular, weight: 400 },
        { name: "Geist", data: semibold, weight: 600 },
      ],
    },
  );
}
