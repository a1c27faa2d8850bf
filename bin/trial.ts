import { describeError } from "../db/postgres/describe-error";
import { TRIALS } from "./trials/trials";

/** `npm run trial -- NAME …` or `-- all`: installs nothing, and counts at the end what was skipped. */
const asked = process.argv.slice(2);
const names = asked.includes("all") ? Object.keys(TRIALS) : asked;
const unknown = names.filter((name) => !(name in TRIALS));
if (names.length === 0 || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no trial named ${name}.`);
  console.log("npm run trial -- NAME … | all\n");
  for (const [name, { says }] of Object.entries(TRIALS)) console.log(`${name.padEnd(18)} ${says}`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

const counts = { held: 0, failed: 0, skipped: 0 };
for (const name of names) {
  const trial = TRIALS[name];
  const missing = trial?.lacks() ?? [];
  if (!trial || missing.length > 0) {
    console.log(`SKIPPED ${name}: this machine lacks ${missing.join(", ")}. Nothing was tried.`);
    counts.skipped++;
    continue;
  }
  console.log(`${name}: ${trial.says}`);
  try {
    await trial.run((line) => console.log(`  ${line}`));
    console.log(`HELD ${name}`);
    counts.held++;
  } catch (error) {
    console.log(`FAILED ${name}: ${describeError(error)}`);
    counts.failed++;
  }
}
console.log(`${counts.held} held, ${counts.failed} failed, ${counts.skipped} SKIPPED.`);
process.exit(counts.failed > 0 ? 1 : 0);
