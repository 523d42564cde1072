// What a chosen place is: a small card on the map, not a popup, so that focus and Escape behave.

/** A card in the corner of `canvas`. */
export function card(canvas, words) {
  const box = document.createElement("div");
  box.className = "map-card";
  box.setAttribute("role", "group");
  box.hidden = true;
  canvas.append(box);
  let opener = null;

  function hide() {
    box.hidden = true;
  }

  box.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    hide();
    opener?.focus();
  });

  return {
    hide,
    /** `items`: url, name, about. The first link has the focus; Escape goes back to `from`. */
    show(label, items, from) {
      opener = from;
      const list = document.createElement("ul");
      for (const { url, name, about } of items) {
        const item = document.createElement("li");
        const link = Object.assign(document.createElement("a"), { href: url, textContent: name });
        const note = Object.assign(document.createElement("span"), { textContent: about });
        item.append(link, note);
        list.append(item);
      }
      const close = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
      close.setAttribute("aria-label", words.close);
      close.addEventListener("click", () => {
        hide();
        opener?.focus();
      });
      box.setAttribute("aria-label", label);
      box.replaceChildren(list, close);
      box.hidden = false;
      box.querySelector("a").focus({ preventScroll: true });
    },
  };
}
