import { parseArgs } from "node:util";
import { ensureDemo } from "../db/demo/load";
import { decimals } from "../db/demo/model/numbers";

try {
  const { values } = parseArgs({
    options: { url: { type: "string" }, scale: { type: "string", default: "1" } },
  });
  if (!values.url)
    throw new Error("Name the database: --url postgresql://owner:password@host:5432/eigenlayer_analytics");
  const result = await ensureDemo({
    url: values.url,
    scale: Number(values.scale),
    log: (line) => console.log(line),
  });
  const seconds = decimals(result.milliseconds / 1000, 1);
  console.log(
    result.loaded ? `The demo is loaded (${seconds} s).` : `The demo is already there (${seconds} s).`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
