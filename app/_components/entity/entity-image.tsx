import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import { ImageResponse } from "next/og";
import { SHAPES } from "@/app/_components/verdict/verdict-mark";
import type { VerdictWord } from "@/server/network/verdict/verdict";
import { VERDICT_LABEL, VERDICT_TONE, type VerdictTone } from "@/server/network/verdict/words";
import { plainName } from "./plain-name";
import { shortAddress } from "./short-address";

export const IMAGE_SIZE = { width: 1200, height: 630 };
const MOST_LETTERS = 48;

/** The whole font as TTF: the renderer reads no woff2. */
const font = (weight: string) =>
  readFile(join(process.cwd(), `node_modules/geist/dist/fonts/geist-sans/Geist-${weight}.ttf`));

/** Keeps only letters that the font has; for others the renderer would load a font from the network. */
const drawable = (text: string) => text.replace(/[^\u0020-\u024f\u2026]/g, "").trim();
const fitting = (text: string) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text);

/** The tones of the dark theme, which the renderer cannot read from the style sheet. */
const COLORS: Record<VerdictTone, string> = {
  stop: "#f4738b",
  warning: "#e2b13c",
  quiet: "#9aa1ab",
  neutral: "#f2f3f5",
};

type EntityImageProps = {
  /** The kind of the subject, such as "EigenLayer operator". */
  kind: string;
  name: string | null;
  /** Left out for a known entity, which has no address of its own. */
  address?: string;
  /** For an operator: its verdict, and how many of the six questions have an answer. */
  verdict?: { word: VerdictWord; answered: string };
  /** At most four figures, each with its label. */
  figures: [string, string][];
};

/** Drawing takes most of a second, so a picture is kept until a pipeline run changes its figures. */
const drawn = new LRUCache<string, ArrayBuffer, EntityImageProps>({
  max: 2000,
  maxSize: 50_000_000,
  sizeCalculation: (image) => image.byteLength,
  fetchMethod: async (_, __, { context }) => await (await draw(context)).arrayBuffer(),
});

/** Returns the preview picture of a link to an operator, AVS or strategy. */
export async function entityImage(shown: EntityImageProps): Promise<Response> {
  const image = await drawn.fetch(JSON.stringify(shown), { context: shown });
  return new Response(image, {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=3600" },
  });
}

async function draw({ kind, name, address, verdict, figures }: EntityImageProps): Promise<Response> {
  const [regular, semibold] = await Promise.all([font("Regular"), font("SemiBold")]);
  const short = address ? shortAddress(address) : "";
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
      <div style={{ fontSize: 32, color: "#9aa1ab" }}>{`EigenWatch · ${kind}`}</div>
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div style={{ fontSize: 80, fontWeight: 600 }}>
          {fitting(drawable(plainName(name) ?? "")) || short}
        </div>
        <div style={{ fontSize: 32, color: "#9aa1ab" }}>{short}</div>
        {verdict && (
          <div style={{ display: "flex", alignItems: "center", gap: 16, marginTop: 28, fontSize: 44 }}>
            <div style={{ display: "flex", color: COLORS[VERDICT_TONE[verdict.word]] }}>
              <svg viewBox="0 0 16 16" width={36} height={36} fill="currentColor" aria-hidden="true">
                {SHAPES[verdict.word]}
              </svg>
            </div>
            <div style={{ fontWeight: 600, color: COLORS[VERDICT_TONE[verdict.word]] }}>
              {VERDICT_LABEL[verdict.word]}
            </div>
            <div style={{ fontSize: 26, color: "#9aa1ab" }}>{verdict.answered}</div>
          </div>
        )}
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
      ...IMAGE_SIZE,
      fonts: [
        { name: "Geist", data: regular, weight: 400 },
        { name: "Geist", data: semibold, weight: 600 },
      ],
    },
  );
}
