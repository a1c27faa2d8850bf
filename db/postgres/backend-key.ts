import type { Socket } from "node:net";

/** The identity that a server gives to a connection, as postgres-js keeps it. */
export type BackendKey = { pid: number; secret: number };

const [KEY_DATA, READY, ERROR] = ["K", "Z", "E"].map((letter) => letter.charCodeAt(0));

/** Calls `found` with the connection's identity when its start-up tells it. Source: the message BackendKeyData. */
export function watchBackendKey(socket: Socket, found: (key: BackendKey) => void): void {
  let said = Buffer.alloc(0);
  const listen = (chunk: Buffer) => {
    said = Buffer.concat([said, chunk]);
    while (said.length > 4) {
      const [type, end] = [said[0], 1 + said.readUInt32BE(1)];
      if (said.length < end) return;
      if (type === KEY_DATA) found({ pid: said.readUInt32BE(5), secret: said.readUInt32BE(9) });
      if (type === KEY_DATA || type === READY || type === ERROR) return void socket.off("data", listen);
      said = said.subarray(end);
    }
  };
  socket.on("data", listen);
}
