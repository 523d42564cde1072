// One value of a result as a cell of a table.

/** An element with properties and a text. */
export function element(name, properties = {}, text = "") {
  const { role, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  if (role) made.setAttribute("role", role);
  if (text) made.textContent = text;
  return made;
}

/** A cell; IRIs of ours are links on this host. */
export function cell(term, { base, prefix, prefixes }) {
  const box = element("td");
  if (!term) return box;
  if (term.type !== "uri") {
    box.textContent = term.value;
    if (term["xml:lang"]) box.lang = term["xml:lang"];
    return box;
  }
  const isOurs = term.value.startsWith(base);
  if (!isOurs && !/^https?:/.test(term.value)) {
    box.textContent = term.value;
    return box;
  }
  const href = isOurs ? `${prefix}/${term.value.slice(base.length)}` : term.value;
  box.append(element("a", { href }, short(term.value, base, prefixes)));
  return box;
}

/** `site/ephesus`, `crm:E27_Site`, or the IRI itself. */
function short(iri, base, prefixes) {
  if (iri.startsWith(`${base}id/`)) return iri.slice(base.length + 3);
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    const local = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && local && !local.includes("/")) return `${prefix}:${local}`;
  }
  return iri;
}
