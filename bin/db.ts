import { Command } from "commander";
import { backup } from "./db/backup";
import { check } from "./db/check";
import { endWithReader, sentenceOf } from "./db/command";
import { lint } from "./db/lint";
import { migrate } from "./db/migrate";
import { pull } from "./db/pull";
import { references } from "./db/references";
import { repair } from "./db/repair";
import { restore } from "./db/restore";
import { roles } from "./db/roles";
import { splitCommand } from "./db/split";
import { stats } from "./db/stats";
import { status } from "./db/status";
import { verifyBackup } from "./db/verify-backup";

/** `npm run db -- <command>`: administers both databases of an installation, embedded or on servers. */
const program = new Command("npm run db --")
  .description("Administers the databases: those of the settings, or the embedded ones of npm start.")
  .helpCommand(false)
  .configureOutput({
    outputError: (text) => console.error(`${sentenceOf(text)} npm run db -- --help shows what there is.`),
  });
const commands = [
  migrate,
  status,
  check,
  repair,
  lint,
  pull,
  references,
  roles,
  splitCommand,
  stats,
  backup,
  verifyBackup,
  restore,
];
for (const command of commands) program.addCommand(command);

endWithReader();
await program.parseAsync();
