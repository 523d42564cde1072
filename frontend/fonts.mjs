// The letters that headings need, cut from EB Garamond: one file for English and Turkish,
// one for Greek with its accents and breathings. A browser loads what a page has letters of.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import subset from "subset-font";

const resolve = createRequire(import.meta.url).resolve;
const source = (script, weight) =>
  resolve(`@fontsource/eb-garamond/files/eb-garamond-${script}-${weight}-normal.woff2`);

const range = (first, last) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));

const WESTERN = range(0x20, 0x7e) + "âäåæçéèêëîïíñóôöúûüßÂÇÉÎÖÛÜ·«»’‘“”–—…°ı";
const TURKISH = "ğĞşŞİıāēīōūĀĒĪŌŪ";

async function cut(name, script, letters) {
  const font = await readFile(source(script, 500));
  return [name, await subset(font, letters, { targetFormat: "woff2", noLayoutClosure: true })];
}

/** Name and bytes of each font file. */
export async function subsets() {
  return Promise.all([
    cut("garamond-western.woff2", "latin", WESTERN),
    cut("garamond-turkish.woff2", "latin-ext", TURKISH),
    cut("garamond-greek.woff2", "greek", range(0x370, 0x3ff)),
    cut("garamond-polytonic.woff2", "greek-ext", range(0x1f00, 0x1fff)),
  ]);
}
