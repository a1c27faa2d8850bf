/** The port of the server under test. */
export const port = Number(process.env.E2E_PORT ?? 3210);

/** The port to which it delivers mail: a test that waits for mail listens there. */
export const mailPort = port + 20_000;

/** The port at which it expects the WalletConnect relay: a test that needs one listens there. */
export const relayPort = port + 10_000;
