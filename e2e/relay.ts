import { randomUUID } from "node:crypto";
import { type WebSocket, WebSocketServer } from "ws";
import { relayPort } from "./ports";

type Letter = { topic: string; message: string; publishedAt: number; from: string };
type Params = Record<string, string> & { topics: string[] };

/** Starts a WalletConnect relay: it keeps messages for topics, and delivers them to subscribers. */
export async function startRelay() {
  const server = new WebSocketServer({ host: "localhost", port: relayPort });
  const letters: Letter[] = [];
  const sockets = new Map<WebSocket, { name: string; topics: Set<string>; read: Set<Letter> }>();

  const deliver = () => {
    for (const [socket, { name, topics, read }] of sockets)
      for (const letter of letters) {
        if (letter.from === name || read.has(letter) || !topics.has(letter.topic)) continue;
        read.add(letter);
        const { from: _, ...data } = letter;
        const params = { id: randomUUID(), data };
        socket.send(JSON.stringify({ id: Date.now(), jsonrpc: "2.0", method: "irn_subscription", params }));
      }
  };

  server.on("connection", (socket, { url = "" }) => {
    const token = new URL(url, "ws://relay").searchParams.get("auth") ?? "";
    const name = String(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).iss);
    const reader = { name, topics: new Set<string>(), read: new Set<Letter>() };
    sockets.set(socket, reader);
    const post = (topic = "", message = "") =>
      letters.push({ topic, message, publishedAt: Date.now(), from: name });
    const answers: Record<string, (params: Params) => unknown> = {
      irn_publish: ({ topic, message }) => post(topic, message) > 0,
      irn_subscribe: ({ topic = "" }) => reader.topics.add(topic) && randomUUID(),
      irn_batchSubscribe: ({ topics }) => topics.map((topic) => reader.topics.add(topic) && randomUUID()),
      irn_unsubscribe: ({ topic = "" }) => reader.topics.delete(topic),
      irn_batchFetchMessages: () => ({ messages: [], hasMore: false }),
      wc_proposeSession: ({ pairingTopic = "", sessionProposal }) => {
        reader.topics.add(pairingTopic);
        return post(pairingTopic, sessionProposal) > 0;
      },
      wc_approveSession: ({ pairingTopic, sessionProposalResponse, sessionTopic = "", ...sent }) => {
        reader.topics.add(sessionTopic);
        post(pairingTopic, sessionProposalResponse);
        return post(sessionTopic, sent.sessionSettlementRequest) > 0;
      },
    };
    socket.on("message", (text) => {
      const { id, method, params } = JSON.parse(String(text));
      if (!method) return;
      const result = answers[method]?.(params);
      socket.send(JSON.stringify({ id, jsonrpc: "2.0", result }));
      deliver();
    });
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    stop: () => {
      for (const socket of server.clients) socket.terminate();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
