// On every page: what needs a bigger script gets it when it comes near the screen.
import { copyButtons } from "./copy.js";

const loaded = new Map();

function style(url) {
  if (!url || document.querySelector(`link[href="${url}"]`)) return Promise.resolve();
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: url });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

async function enliven(element) {
  const { module, style: sheet } = element.dataset;
  if (!loaded.has(module)) loaded.set(module, Promise.all([import(module), style(sheet)]));
  const [{ mount }] = await loaded.get(module);
  mount(element);
}

const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      enliven(target).catch((error) => console.warn("not enlivened:", error));
    }
  },
  { rootMargin: "200px" },
);
for (const element of document.querySelectorAll("[data-module]")) seen.observe(element);

copyButtons();
// A search field gets its suggestions when somebody comes to it.
addEventListener("focusin", async ({ target }) => {
  const { suggestModule: module } = target.dataset ?? {};
  if (!module) return;
  delete target.dataset.suggestModule;
  (await import(module)).mount(target);
});

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.opened = "print";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-opened=print]")) details.open = false;
});
