/** Where the server of these journeys listens. */
export const port = Number(process.env.E2E_PORT ?? 3210);

/** Where it delivers its mail: a journey that waits for mail listens there. */
export const mailPort = port + 20_000;

/** Where it looks for the relay of wallets on other devices: a journey that needs one listens there. */
export const relayPort = port + 10_000;
