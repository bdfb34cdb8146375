import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

const entries = resolve(import.meta.dirname, "src/entries");

// Each file in src/entries is a page's script; its name is its entry: {% entry "board" %}.
const input = readdirSync(entries)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => resolve(entries, file));

export default defineConfig({
  base: "/static/",
  publicDir: false,
  css: {
    transformer: "lightningcss",
    // Oldest engines with cascade layers; light-dark() is rewritten for them.
    lightningcss: {
      targets: { chrome: 99 << 16, firefox: 97 << 16, safari: (15 << 16) | (4 << 8) },
    },
  },
  build: {
    target: "es2020",
    outDir: ".dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { input },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    // For machines that do other work beside; no test waits that long on a free one.
    testTimeout: 60_000,
  },
});
