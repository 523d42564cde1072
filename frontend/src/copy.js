// Buttons that copy a text of the page; without scripts they are hidden.

/** Show every [data-copy] button: it copies the element whose id it names, and says so. */
export function copyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.className = "copied";
    button.after(said);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent.trim();
      await navigator.clipboard.writeText(text);
      said.textContent = button.dataset.done;
      setTimeout(() => { said.textContent = ""; }, 4000);
    });
  }
}
