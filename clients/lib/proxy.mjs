// Stands between a client and the node: tells what the client asks for, and can change what it is answered.

import { createServer } from 'node:http';
import { URL as NODE } from './devnet.mjs';

export class Proxy {
  /** Methods that were asked for, in their order. */
  methods = [];

  /** Params of each. */
  params = [];

  /** Changes a result before the client gets it. */
  rewrite = (method, result) => result;

  #server;

  static async start() {
    const proxy = new Proxy();
    proxy.#server = createServer((request, response) => proxy.#serve(request, response));
    await new Promise((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** The methods that an action asks for. */
  async during(action) {
    this.methods = [];
    this.params = [];
    await action();
    return this.methods;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request, response) {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    const asked = [JSON.parse(body)].flat();
    for (const { method, params } of asked) {
      this.methods.push(method);
      this.params.push(params);
    }
    const answer = await fetch(NODE, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const given = await answer.json();
    for (const one of [given].flat()) {
      if ('result' in one) {
        const { method } = asked.find(({ id }) => id === one.id);
        one.result = this.rewrite(method, one.result);
      }
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(given));
  }
}

/** What was asked for up to the send, each once, by name: the rest is waiting for the receipt. */
export function upToTheSend(asked) {
  const sent = asked.indexOf('eth_sendRawTransaction');
  return [...new Set(asked.slice(0, sent + 1))].sort();
}
