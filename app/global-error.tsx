"use client";

import "./globals.css";
import { Button } from "./_components/ui/button";

/** Stands in for the whole page when even the layout fails, so it leans on nothing but the tokens. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-content-center justify-items-center gap-2 p-6 text-center">
        <title>Something went wrong · EigenWatch</title>
        <p className="font-semibold">EigenWatch could not start this page</p>
        <p className="max-w-md text-dim">Something went wrong on our side. Loading it again usually helps.</p>
        {error.digest && <p className="font-mono text-xs text-dim">Reference {error.digest}</p>}
        <Button variant="primary" className="mt-2" onClick={() => window.location.reload()}>
          Load again
        </Button>
      </body>
    </html>
  );
}
