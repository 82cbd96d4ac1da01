import { request } from "undici";
import {
  asList,
  asObject,
  isJsonObject,
  type Json,
  type JsonObject,
  stringAt,
} from "../../src/emulator/wire/json.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** An answer of Okta's that is no success. */
export class OktaRefusal extends Error {
  readonly status: number;

  constructor(request: string, status: number, body: Json) {
    const causes = asList(asObject(body)["errorCauses"]).map(
      (cause) => stringAt(cause, "errorSummary") ?? "",
    );
    const summary = [stringAt(body, "errorSummary") ?? "", ...causes]
      .filter((text) => text !== "")
      .join("; ");
    super(`${request}: ${status} ${stringAt(body, "errorCode") ?? ""} ${summary}`);
    this.status = status;
  }
}

/** The Okta API, written to as an administrator or a provider does; paths begin after `/api/v1`. */
export interface OktaApi {
  /** @throws OktaRefusal */
  send(method: Method, path: string, body?: JsonObject): Promise<Json>;
  /** The same, for what answers with the object as it was saved. */
  write(method: "POST" | "PUT", path: string, body: JsonObject): Promise<JsonObject>;
  /** Answer of a path, as one object. */
  read(path: string): Promise<JsonObject>;
  /** The objects of a list's first page. */
  list(path: string): Promise<readonly JsonObject[]>;
}

/** The API of an org, asked with an API token. */
export function oktaApi(org: { readonly url: string; readonly token: string }): OktaApi {
  const send = async (method: Method, path: string, body?: JsonObject): Promise<Json> => {
    // Tests ask thousands of times, and `fetch` costs three times as much.
    const { statusCode, body: said } = await request(
      new URL(path.startsWith("/.") ? path : `/api/v1${path}`, org.url),
      {
        method,
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          authorization: `SSWS ${org.token}`,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    );
    const text = await said.text();
    const answer: Json = text === "" ? null : JSON.parse(text);
    if (statusCode >= 300) throw new OktaRefusal(`${method} ${path}`, statusCode, answer);
    return answer;
  };
  return {
    send,
    write: async (method, path, body) => asObject(await send(method, path, body)),
    read: async (path) => asObject(await send("GET", path)),
    list: async (path) => asList(await send("GET", path)).filter(isJsonObject),
  };
}
