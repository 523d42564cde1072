// The page of search and browse: results, map and skyline follow the form without a new page.
// The server writes everything; what is exchanged are the [data-part] of its page.
import "./explore.css";
import { slide } from "./explore/slide.js";

const WAIT = 250;

/** Enliven the page. */
export function mount(page) {
  const form = page.querySelector("#explore-form");
  const figure = page.querySelector("figure.map");
  const settings = JSON.parse(page.querySelector("script[data-settings]").textContent);
  let waiting;
  let stop = new AbortController();

  /** The short address of what the form says, as the server would write it. */
  function address() {
    const data = new FormData(form);
    const query = new URLSearchParams();
    for (const [name, value] of data) {
      const text = value.trim();
      if (!text || name.endsWith("_era")) continue;
      const isBefore = data.get(`${name}_era`) === "bce" && /^[1-9]\d*$/.test(text);
      query.append(name, isBefore ? String(1 - Number(text)) : text);
    }
    const written = query.toString();
    return form.getAttribute("action") + (written ? `?${written}` : "");
  }

  async function go(url, { push = false, fill = false } = {}) {
    stop.abort();
    stop = new AbortController();
    page.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: stop.signal, headers: { accept: "text/html" } });
      if (!answer.ok) return location.assign(url); // the page of the problem says what is wrong
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      history[push ? "pushState" : "replaceState"](null, "", answer.url);
      exchange(next, fill);
      page.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  }

  function exchange(next, fill) {
    const focused = document.activeElement?.id;
    const isOpen = new Set([...page.querySelectorAll("details[open][id]")].map(({ id }) => id));
    for (const part of page.querySelectorAll("[data-part]")) {
      const fresh = next.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh && part.innerHTML !== fresh.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
    for (const id of isOpen) document.getElementById(id)?.setAttribute("open", "");
    if (fill) refill(next);
    if (focused && document.activeElement?.id !== focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
    document.title = next.title;
    const tongue = next.querySelector(".tongue");
    if (tongue) document.querySelector(".tongue").href = tongue.getAttribute("href");
    const query = JSON.parse(next.querySelector("figure.map script").textContent).query;
    figure.dispatchEvent(new CustomEvent("map:query", { detail: query }));
    years.follow();
  }

  /** After a link the fields say what the address says. */
  function refill(next) {
    const fresh = next.querySelector("#explore-form");
    for (const field of next.querySelectorAll("[form=explore-form], #explore-form [name]")) {
      if (field.closest("[data-part]")) continue;
      const ours = field.id ? document.getElementById(field.id) : form.elements[field.name];
      if (ours && "value" in ours) ours.value = field.value;
    }
    return fresh;
  }

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go(address()), WAIT);
  };
  const years = slide(page, settings, soon);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go(address(), { push: true });
  });
  page.addEventListener("change", ({ target }) => {
    if (target.form === form && target.matches("[type=checkbox], [type=radio], select")) soon();
  });
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-go]");
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
    if (!link || !isPlain) return;
    event.preventDefault();
    const isPage = link.closest(".pages") !== null;
    go(link.href, { push: true, fill: true }).then(() => {
      const results = page.querySelector("#found");
      if (isPage) results.scrollIntoView({ block: "start" });
      if (!link.isConnected || isPage) {
        results.tabIndex = -1;
        results.focus({ preventScroll: true });
      }
    });
  });
  addEventListener("popstate", () => go(location.href, { fill: true }));

  // The same thing, wherever it is shown: in the list and on the map.
  const over = (event) => {
    const item = event.target.closest?.("li[data-path]");
    figure.dispatchEvent(new CustomEvent("map:show", { detail: item ? { ...item.dataset } : null }));
  };
  const list = page.querySelector("[data-part=results]");
  for (const act of ["mouseover", "focusin"]) list.addEventListener(act, over);
  for (const act of ["mouseleave", "focusout"]) {
    list.addEventListener(act, () => figure.dispatchEvent(new CustomEvent("map:show", { detail: null })));
  }
  figure.addEventListener("map:over", ({ detail }) => {
    for (const item of list.querySelectorAll("li[data-path]")) {
      item.classList.toggle("is-over", item.dataset.path === detail);
    }
  });
  figure.addEventListener("map:area", ({ detail }) => {
    form.elements.bbox.value = detail;
    go(address(), { push: true });
  });
}
