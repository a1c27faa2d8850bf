import { handleAuth } from "@/server/auth/handler";

type Params = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, { params }: Params): Promise<Response> {
  return await handleAuth(request, (await params).nextauth);
}

export { handler as GET, handler as POST };
