// A new build takes the old one's place at once, so that a running server never finds half of it.
// Files of earlier builds stay for 30 days: pages that were written before still name them.
import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";

const KEPT = 30 * 24 * 3600 * 1000;

rmSync(".dist.old", { recursive: true, force: true });
if (existsSync("dist/assets")) {
  for (const file of readdirSync("dist/assets")) {
    const [old, kept] = [`dist/assets/${file}`, `.dist/assets/${file}`];
    if (!existsSync(kept) && Date.now() - statSync(old).mtimeMs < KEPT) {
      cpSync(old, kept, { preserveTimestamps: true });
    }
  }
}
if (existsSync("dist")) renameSync("dist", ".dist.old");
renameSync(".dist", "dist");
rmSync(".dist.old", { recursive: true, force: true });
