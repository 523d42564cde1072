// The licences of the packages that are served: they ask to go where their code goes.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The texts, one package after another: all that are not only tools of the build. */
export async function licences(here, lock) {
  const served = Object.entries(lock.packages).filter(([folder, { dev }]) => folder && !dev);
  const texts = await Promise.all(served.map(([folder]) => text(path.join(here, folder))));
  return `${texts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`;
}

async function text(folder) {
  const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const name = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  const head = `${about.name} ${about.version} (${about.license})`;
  return name ? `${head}\n\n${(await readFile(path.join(folder, name), "utf8")).trim()}` : head;
}
