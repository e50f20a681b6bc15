// Builds the two entries, dashboard and room, into dist; serves them in development.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The running server that `npm run dev` talks to. */
const server = process.env.FULCRUM_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    assetsDir: "assets",
    // Files, never data addresses: a strict content security policy stays possible.
    assetsInlineLimit: 0,
    rolldownOptions: { input: ["index.html", "room.html"] },
  },
  server: {
    proxy: {
      "/graphql": server,
      "/interviews.json": server,
      "/interviews.csv": server,
      "/recordings": server,
      "/reports": server,
      "^/sign-in/.+": {
        target: server,
        // A link's page is one of ours; its button and the company's accounts are the server's.
        bypass: ({ method, url }) =>
          method === "GET" && !url?.startsWith("/sign-in/openid") ? "/index.html" : undefined,
      },
      "^/i/[^/]+/.+": server,
      "^/i/[^/]+$": { target: server, bypass: () => "/room.html" },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
