// Bundles src/ into the folder that is named first, and writes manifest.json there:
// { "page.js": "page-4J6K2QWE.js", … }, plain names to the names that are served.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { subsets } from "./fonts.mjs";
import { land } from "./land.mjs";
import { licences } from "./licences.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(here, "dist"));
const made = path.join(here, "node_modules", ".made");

const entries = ["page.js", "map.js", "editor.js", "explore.js", "suggest.js", "izmiras.css"];

await rm(out, { recursive: true, force: true });
await mkdir(made, { recursive: true });
await mkdir(out, { recursive: true });

const hashOf = (body) => createHash("sha256").update(body).digest("hex").slice(0, 8).toUpperCase();
const lock = await readFile(path.join(here, "package-lock.json"));
const notice = `licences-${hashOf(lock)}.txt`;

for (const [name, body] of await subsets()) await writeFile(path.join(made, name), body);

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: entries.map((name) => path.join("src", name)),
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  format: "esm",
  minify: true,
  metafile: true,
  legalComments: "none",
  banner: { js: `/* Licences of what is bundled here: ${notice} */` },
  charset: "utf8",
  target: ["chrome111", "firefox114", "safari16.4"],
  alias: { fonts: made },
  loader: { ".woff2": "file", ".png": "dataurl", ".svg": "dataurl" },
  logLevel: "warning",
});

const manifest = {};
for (const [file, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
  const name = path.basename(file);
  const isStyleOfScript = entryPoint === undefined && name.endsWith(".css");
  const source = entryPoint ?? Object.keys(inputs)[0];
  if (isStyleOfScript) manifest[`${name.replace(/-[A-Z0-9]+\.css$/, "")}.css`] = name;
  else manifest[path.basename(source)] = name;
}

const coast = JSON.stringify(land());
manifest["land.geojson"] = `land-${hashOf(coast)}.geojson`;
await writeFile(path.join(out, manifest["land.geojson"]), coast);
manifest["licences.txt"] = notice;
await writeFile(path.join(out, notice), await licences(here, JSON.parse(lock)));

const sorted = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(path.join(out, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
