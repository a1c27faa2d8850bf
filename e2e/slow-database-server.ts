import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { openCluster } from "../db/postgres/embedded/cluster";
import { dataDir } from "./administrator";
import { port } from "./ports";
import { startSecondServer } from "./second-server";

const slowPort = port + 2;
export const slowUrl = `http://localhost:${slowPort}`;
export type SlowDatabaseServer = {
  /** Stops answering queries to the analytics database. */
  hold: () => void;
  /** Answers them all. */
  answer: () => void;
  /** Makes the analytics database unreachable. */
  leave: () => void;
  stop: () => Promise<void>;
};

/** Starts an EigenWatch over the shared demo, whose analytics database answers when it is told to. */
export async function startSlowDatabaseServer(): Promise<SlowDatabaseServer> {
  const { analyticsReaderUrl, userApplicationUrl, userMigratorUrl } = await openCluster(dataDir);
  const database = new URL(analyticsReaderUrl);
  const { hostname, port: answererPort } = database;
  const answers = new Set<Socket>();
  let isHeld = false;
  const between = createServer((asker) => {
    const answerer = connect(Number(answererPort), hostname);
    answers.add(answerer);
    asker.on("data", (question) => answerer.write(question));
    answerer.on("data", (answer) => asker.write(answer));
    if (isHeld) answerer.pause();
    for (const end of [asker, answerer])
      end
        .on("error", () => {})
        .on("close", () => {
          answers.delete(answerer);
          asker.destroy();
          answerer.destroy();
        });
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  database.port = String((between.address() as AddressInfo).port);
  const stopServer = await startSecondServer(slowPort, {
    DATA_DIR: `.data/slow-${slowPort}`,
    ANALYTICS_DATABASE_URL: String(database),
    USER_DATABASE_URL: userApplicationUrl,
    MIGRATION_DATABASE_URL: userMigratorUrl,
  });
  return {
    hold() {
      isHeld = true;
      for (const one of answers) one.pause();
    },
    answer() {
      isHeld = false;
      for (const one of answers) one.resume();
    },
    leave() {
      between.close();
      for (const one of answers) one.destroy();
    },
    async stop() {
      await stopServer();
      between.close();
    },
  };
}
