import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Two pages, one build. `npm run dev` hands the API on to a running `make run`.
export default defineConfig({
  plugins: [react()],
  base: "/",
  // By itself the bundler takes ChatUI's one file with everything in it.
  resolve: { alias: [{ find: /^@chatui\/core$/, replacement: "@chatui/core/es/index.js" }] },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2019",
    assetsDir: "assets",
    rollupOptions: {
      input: { chat: "index.html", console: "console.html" },
      // ChatUI does not say that what is not imported of it can be left out.
      treeshake: { moduleSideEffects: (id) => !id.includes("@chatui/core/es") || id.endsWith(".less") },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:5005" } },
});
