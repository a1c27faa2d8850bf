/** The cookie that keeps the demo banner folded; the server reads it. */
export const DEMO_LINE_COOKIE = "demo-line";
