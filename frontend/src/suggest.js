// Suggestions below a search field: a combobox with a list (ARIA 1.2). Without it the form still searches.

const WAIT = 120;
let number = 0;

/** Give an `<input data-suggest="address">` its list. */
export function mount(input) {
  const list = document.createElement("ul");
  list.id = `suggestions-${(number += 1)}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  input.form.append(list);
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-expanded", "false");
  set("aria-controls", list.id);

  let at = -1;
  let waiting;
  let asked = "";
  let stop = new AbortController();

  function hide() {
    list.hidden = true;
    at = -1;
    set("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(next) {
    const items = [...list.children];
    at = (next + items.length + 1) % (items.length + 1); // one more: back in the field
    if (at === items.length) at = -1;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      set("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    }
  }

  async function ask() {
    const text = input.value.trim();
    asked = text;
    stop.abort();
    if (text.length < 2) return hide();
    stop = new AbortController();
    const query = new URLSearchParams({ q: text, lang: document.documentElement.lang });
    try {
      const answer = await fetch(`${input.dataset.suggest}?${query}`, { signal: stop.signal });
      if (answer.ok && asked === text) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") hide(); // no suggestions; the form still works
    }
  }

  function show(found) {
    if (!found.length || document.activeElement !== input) return hide();
    const root = input.dataset.suggest.replace(/\/api\/suggest$/, "");
    list.replaceChildren(...found.map(({ path, label, kind, years }, place) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const name = Object.assign(document.createElement("b"), { textContent: label });
      const about = Object.assign(document.createElement("span"), {
        textContent: [kind, years].filter(Boolean).join(" · "),
      });
      item.append(name, about);
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
      item.addEventListener("click", () => location.assign(`${root}/id/${path}`));
      return item;
    }));
    at = -1;
    list.hidden = false;
    set("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) hide();
    else if (list.hidden && event.key === "ArrowDown") ask();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at < 0 ? list.children.length - 1 : at - 1);
    else if (event.key === "Enter" && at >= 0) list.children[at].click();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", hide);
}
