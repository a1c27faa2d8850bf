import pino from "pino";
import { env } from "./env";

/** JSON lines on standard output. They never contain tokens, signatures, codes or mail addresses. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: { service: "eigenwatch" },
  redact: {
    paths: ["*.token", "*.signature", "*.code", "*.email", "*.password", "*.cookie", "*.authorization"],
    censor: "[redacted]",
  },
});
