import { cx } from "@/app/_components/ui/cx";

const SIZES = { sm: "size-5 rounded-[5px]", md: "size-7 rounded-[7px]", lg: "size-12 rounded-xl" };

/** FNV-1a, so that similar addresses look different. */
function hash(text: string) {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return value;
}

/** Returns the filled cells: fifteen bits fill the left three columns, and the right two mirror them. */
function cells(bits: number) {
  const path: string[] = [];
  for (let y = 0; y < 5; y++)
    for (let x = 0; x < 5; x++) {
      const column = x > 2 ? 4 - x : x;
      if ((bits >> (y * 3 + column)) & 1) path.push(`M${x} ${y}h1v1h-1z`);
    }
  return path.join("");
}

/** Draws a mark from the address alone, in any case. It is decoration: show the name beside it. */
export function Identicon({
  address,
  size = "md",
  className,
}: {
  address: string;
  size?: keyof typeof SIZES;
  className?: string;
}) {
  const id = address.toLowerCase();
  const hue = hash(id) % 360;
  return (
    <svg
      viewBox="-.7 -.7 6.4 6.4"
      className={cx("shrink-0", SIZES[size], className)}
      style={{ color: `oklch(.62 .13 ${hue})`, background: `oklch(.62 .13 ${hue} / .13)` }}
      fill="currentColor"
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      <path d={cells(hash(`${id}#`) | 0b010)} />
    </svg>
  );
}
