// Requests to the server: one function, one kind of error.

const BASE = "/api/v1/";

/** A request that was not answered: `status` is that of HTTP, 0 where no answer came at all. */
export class Unanswered extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** The address of an operation; empty parameters are left out. */
export function operation(path, parameters = {}) {
  const kept = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const text = new URLSearchParams(kept).toString();
  return BASE + path + (text ? `?${text}` : "");
}

/** What the server answers. Throws Unanswered, and AbortError where `signal` ended it. */
export async function get(path, parameters, signal) {
  let response;
  try {
    response = await fetch(operation(path, parameters), { signal, headers: { Accept: "application/json" } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unanswered("The server does not answer.", 0);
  }
  const body = await response.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  if (response.ok && body !== null) return body;
  throw new Unanswered(reason(body) ?? `The server answered with status ${response.status}.`, response.status);
}

function reason(body) {
  if (typeof body?.error === "string") return body.error;
  const first = body?.detail?.[0]; // a parameter of the wrong type, in the words of the framework
  return first ? `${(first.loc ?? []).at(-1)}: ${first.msg}` : null;
}

let pack;

/** The queries of the pack, asked for once a visit. */
export async function queries() {
  pack ??= get("queries").then((answer) => answer.queries);
  try {
    return await pack;
  } catch (error) {
    pack = undefined; // so that the next view asks again
    throw error;
  }
}
