// Asks a SPARQL endpoint by its bare URL with Comunica, and writes the bindings as JSON.
import { QueryEngine } from "@comunica/query-sparql";

const [url, query] = process.argv.slice(2);
const engine = new QueryEngine();
const result = await engine.query(query, { sources: [url] });
const { data } = await engine.resultToString(result, "application/sparql-results+json");
data.pipe(process.stdout);
