import { existsSync, readFileSync } from "node:fs";
import { validate } from "dockerfile-utils";
import { expect, it } from "vitest";
import { contextOf, healthcheckOf, instructionsOf, readIgnore } from "./dockerfile";

const text = readFileSync("Dockerfile", "utf8");
const lines = instructionsOf(text);
const of = (name: string) => lines.filter((line) => line.startsWith(`${name} `));
const faultsOf = (dockerfile: string) => validate(dockerfile).map(({ message }) => message);

it("the linter finds nothing in the Dockerfile, and finds planted faults", () => {
  expect(faultsOf(text)).toEqual([]);
  expect(faultsOf(`${text}FOO bar\n`)).toEqual(["Unknown instruction: FOO"]);
  expect(faultsOf(`${text}CMD ["node"]\n`)).toContainEqual(expect.stringContaining("only be one CMD"));
});

it("each stage runs scripts of bin/image and nothing else, so that all of it runs without an engine", () => {
  const scripts = of("RUN").map((line) => /^RUN sh (bin\/image\/\w+\.sh)( \/image)?$/.exec(line)?.[1]);
  expect(scripts).toEqual(["deps", "build", "run"].map((name) => `bin/image/${name}.sh`));
  for (const script of scripts) expect(existsSync(script ?? "")).toBe(true);
});

it("the image is of one version, no root runs it, and no secret is in a layer", () => {
  expect(of("ARG")).toEqual([expect.stringMatching(/^ARG NODE_IMAGE=node:\d+\.\d+\.\d+-\w+-slim$/)]);
  expect(new Set(of("FROM").map((line) => line.split(" ")[1]))).toEqual(
    new Set(["$" + "{NODE_IMAGE}", "deps"]),
  );
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
  expect(last.filter((line) => /^(USER|CMD) /.test(line)).map((line) => line.split(" ")[0])).toEqual([
    "USER",
    "CMD",
  ]);
  expect(of("USER")).toEqual(["USER node"]);
  expect(lines.join("\n")).not.toMatch(/secret|password|token|_url|key=/i);
});

it("the engine is sent every file that the build reads, and no secret, test or history", async () => {
  const files = await contextOf(process.cwd());
  const copied = of("COPY")
    .flatMap((line) => line.split(" ").slice(1, -1))
    .filter((word) => word !== "." && word !== "/image" && !word.startsWith("--"));
  expect(copied.filter((file) => !files.includes(file))).toEqual([]);
  const needed = readIgnore(readFileSync(".dockerignore", "utf8")).included;
  expect(needed.filter((name) => !existsSync(name))).toEqual([]);
  expect(files.filter((file) => /\.test\.tsx?$|(^|\/)\.env|^\.(git|data|next)\//.test(file))).toEqual([]);
});

it("the health check asks whether the instance may get requests, without curl", () => {
  expect(healthcheckOf(text)).toEqual(["-e", expect.stringContaining("/api/health/ready")]);
});
