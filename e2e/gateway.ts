import { once } from "node:events";
import { createServer, type RequestListener, request } from "node:http";
import { GATEWAYS } from "@/app/_failures/testing-gateway";
import { openCluster } from "../db/postgres/embedded/cluster";
import { silenceable } from "../db/testing/silence";
import { dataDir } from "./administrator";
import { port } from "./ports";
import { startSecondServer } from "./second-server";

const serverPort = port + 3;
const gatewayPort = port + 4;
/** The URL of the site behind the gateway. */
export const gatewayUrl = `http://localhost:${gatewayPort}`;

/**
 * Starts an EigenWatch over the shared demo, behind a gateway, and with a relay to its analytics database that
 * can fail.
 */
export async function startBehindGateway() {
  const { analyticsReaderUrl, userApplicationUrl, userMigratorUrl } = await openCluster(dataDir);
  const database = await silenceable(analyticsReaderUrl);
  let printed = "";
  const stopServer = await startSecondServer(
    serverPort,
    {
      DATA_DIR: `.data/gateway-${serverPort}`,
      PUBLIC_URL: gatewayUrl,
      NEXTAUTH_URL: gatewayUrl,
      LOG_LEVEL: "debug",
      ANALYTICS_DATABASE_URL: database.url,
      USER_DATABASE_URL: userApplicationUrl,
      MIGRATION_DATABASE_URL: userMigratorUrl,
    },
    {
      hear: (text) => {
        printed += text;
      },
    },
  );

  let inItsPlace: RequestListener | undefined;
  const pass: RequestListener = (asked, answer) => {
    const { url: path, method, headers } = asked;
    const passed = request({ port: serverPort, host: "127.0.0.1", path, method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  };
  const gateway = createServer((asked, answer) => {
    const isCall = asked.url?.startsWith("/api/") ?? false;
    (isCall && inItsPlace ? inItsPlace : pass)(asked, answer);
  }).listen(gatewayPort, "localhost");
  await once(gateway, "listening");
  return {
    /** Makes calls and downloads answered by another kind of server; pages are not affected. */
    answerInItsPlace: (kind: string) => {
      inItsPlace = GATEWAYS[kind];
      if (!inItsPlace) throw new Error(`There is no gateway "${kind}".`);
    },
    pass: () => {
      inItsPlace = undefined;
    },
    database,
    /** Returns the server's output. */
    printed: () => printed,
    stop: async () => {
      gateway.closeAllConnections();
      gateway.close();
      await stopServer();
      database.close();
    },
  };
}
