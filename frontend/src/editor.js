// The query page: YASGUI's editor in place of the form's field, and results below it.
// mount(form) takes from the form's <script type="application/json">: terms (address of what can be
// completed), map and mapStyle (addresses of the map bundle), mapSettings, words, prefix, base.
import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor.css";
import { completion } from "./editor/completion.js";
import { editor } from "./editor/editor.js";
import { ask } from "./editor/ask.js";
import { results } from "./editor/results.js";

/** Turn the plain form into an editor. Its buttons for files submit the form as before. */
export async function mount(form) {
  const settings = JSON.parse(form.querySelector("script[type='application/json']").textContent);
  const field = form.querySelector("textarea");
  completion(await fetch(settings.terms).then((answer) => answer.json()));
  const yasqe = editor(field, { label: settings.words.editor, run });
  const shown = results(document.getElementById("result"), settings);
  const save = () => {
    field.value = yasqe.getValue();
    return field.value;
  };

  async function run() {
    const query = save();
    yasqe.unmark();
    shown.wait();
    const answer = await ask(form.action, query);
    if (answer.problem?.line) yasqe.mark(answer.problem);
    shown.show(answer, () => yasqe.goTo(answer.problem));
  }

  const share = form.querySelector("[data-share]");
  share.hidden = false;
  const link = () => {
    share.href = `${form.action}?${new URLSearchParams({ query: save() })}`;
  };
  for (const event of ["focus", "pointerenter"]) share.addEventListener(event, link);
  form.addEventListener("submit", (event) => {
    save();
    if (event.submitter?.name) return; // a file was asked for
    event.preventDefault();
    run();
  });
}
