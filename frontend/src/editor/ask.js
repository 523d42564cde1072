// Asks the endpoint, and reads what comes back.

const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.8";

/** `{ seconds, table | boolean | graph | problem }`; columns and rows as in SPARQL's JSON. */
export async function ask(endpoint, query) {
  const start = performance.now();
  const done = (found) => ({ query, seconds: (performance.now() - start) / 1000, ...found });
  let answer;
  try {
    answer = await fetch(endpoint, {
      method: "POST",
      headers: { Accept: ACCEPT, "Accept-Language": document.documentElement.lang },
      body: new URLSearchParams({ query }),
    });
    const type = answer.headers.get("content-type") ?? "";
    if (!answer.ok) return done({ problem: type.includes("json") ? await answer.json() : { title: answer.statusText } });
    if (!type.includes("json")) return done({ graph: await answer.text() });
    const { head, results, boolean } = await answer.json();
    return done(boolean === undefined ? { table: { names: head.vars, rows: results.bindings } } : { boolean });
  } catch (error) {
    return done({ problem: { title: error.message } });
  }
}
