/** As much of a browser as a sign-in needs: it keeps cookies by host and follows links. */
export class CookieBrowser {
  readonly #jars = new Map<string, Map<string, string>>();
  readonly visited: string[] = [];

  /** Cookies of a host, as the browser sends them. */
  cookies(host: string): string {
    return [...(this.#jars.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** One request, without going on to where it leads. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const cookie = this.cookies(host);
    const headers = { ...init.headers, ...(cookie === "" ? {} : { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const text of response.headers.getSetCookie()) this.#keep(host, text);
    return response;
  }

  /** Goes on until an answer leads nowhere else. */
  async open(url: string): Promise<Response> {
    let at = url;
    for (let steps = 0; steps < 12; steps += 1) {
      this.visited.push(at);
      const response = await this.ask(at);
      const to = response.headers.get("location");
      if (to === null) return response;
      at = new URL(to, at).href;
    }
    throw new Error(`${url} leads in a circle`);
  }

  #keep(host: string, text: string): void {
    const [pair = "", ...attributes] = text.split(";");
    const at = pair.indexOf("=");
    const jar = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, jar);
    const isGone = attributes.some((one) => /^\s*max-age=0$/i.test(one) || /expires=.*1970/i.test(one));
    if (isGone) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
