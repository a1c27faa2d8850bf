import { handleCalls } from "@/server/http/handle-calls";

const handler = (request: Request) => handleCalls(request);

export { handler as GET, handler as POST };
