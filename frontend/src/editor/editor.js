// YASQE: SPARQL with colours, brackets and errors; set up so that the keyboard can leave it.
import Yasqe from "@zazuko/yasqe";

/** An editor with the text of `field`, which it hides. */
export function editor(field, { label, run }) {
  const place = document.createElement("div");
  place.className = "query-editor";
  field.after(place);
  field.hidden = true;
  const yasqe = new Yasqe(place, {
    value: field.value,
    screenReaderLabel: label,
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    lineWrapping: true,
    prefixCcApi: null,
    autocompleters: ["prefixes", "class", "property", "concept", "variables"],
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run },
  });
  const doc = yasqe.getDoc();
  doc.setValue(field.value);
  doc.clearHistory();
  yasqe.getInputField().setAttribute("aria-label", label);
  for (const label of document.querySelectorAll(`label[for="${field.id}"]`)) {
    label.addEventListener("click", () => yasqe.focus());
  }
  let marked = null;
  return {
    getValue: () => yasqe.getValue(),
    /** Colour the line of an error; lines count from 1. */
    mark({ line }) {
      marked = doc.addLineClass(line - 1, "wrap", "query-fault");
    },
    unmark() {
      if (marked) doc.removeLineClass(marked, "wrap", "query-fault");
      marked = null;
    },
    goTo({ line, column = 1 }) {
      yasqe.focus();
      doc.setCursor({ line: line - 1, ch: column - 1 });
    },
  };
}
