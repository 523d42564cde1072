// Replays an event stream with the client of the LDES community, and writes each member as a line
// of JSON, in the order of time: its name, what it is a version of, and its quads as N-Quads.
import { replicateLDES } from "ldes-client";
import { Writer } from "n3";

const [url, order] = process.argv.slice(2);
const client = replicateLDES({ url, fetch: { retry: { maxRetries: 2 } } }, order);
client.on("error", (error) => {
  console.error(error);
  process.exitCode = 1;
});
const reader = client.stream({ highWaterMark: 10 }).getReader();
for (;;) {
  const { value, done } = await reader.read();
  if (done) break;
  const quads = new Writer({ format: "N-Quads" }).quadsToString(value.quads);
  const line = { id: value.id.value, of: value.isVersionOf, time: value.timestamp, quads };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
