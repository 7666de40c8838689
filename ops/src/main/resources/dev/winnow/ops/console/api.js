// What the page asks of its server.

export class Refused extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}

async function answered(response) {
  if (response.status === 204) {
    return null;
  }
  let body;
  try {
    body = await response.json();
  } catch {
    throw new Refused(response.status, 'the answer cannot be read');
  }
  if (!response.ok) {
    throw new Refused(response.status, body.error ?? `status ${response.status}`);
  }
  return body;
}

async function ask(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Refused(0, 'the process does not answer');
  }
  return answered(response);
}

export const session = () => ask('GET', '/session');
export const login = (token) => ask('POST', '/session', { token });
export const logout = () => ask('DELETE', '/session');
export const setup = () => ask('GET', '/console/api/setup');
export const history = (bundle, range) =>
  ask('GET', `/console/api/history?bundle=${encodeURIComponent(bundle)}&range=${range}`);
export const turn = (bundle, change) => ask('POST', `/knob/${encodeURIComponent(bundle)}`, change);
export const audit = () => ask('GET', '/audit');
export const letters = () => ask('GET', '/console/api/letters');
export const replay = (id) => ask('POST', `/console/api/letters/${encodeURIComponent(id)}/replay`, {});
export const instances = () => ask('GET', '/console/api/instances');

/** Asks again and again while the page is seen; the pause begins with the answer, so a slow one is never asked for twice. */
export function poll(load, pauseMillis) {
  const wait = () => setTimeout(again, pauseMillis);
  const again = () => (document.visibilityState === 'visible' ? poll(load, pauseMillis) : wait());
  load().finally(wait);
}

/** Follows events until the function that is returned is called. The browser connects again by itself. */
export function follow(path, listeners) {
  const source = new EventSource(path);
  source.onopen = () => listeners.open?.();
  source.onerror = () => listeners.lost?.(source.readyState === EventSource.CLOSED);
  for (const [name, listener] of Object.entries(listeners.events)) {
    source.addEventListener(name, (event) => listener(JSON.parse(event.data)));
  }
  return () => source.close();
}
