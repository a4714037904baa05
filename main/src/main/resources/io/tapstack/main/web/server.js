// What the page asks of `tap console`.

const token = document.querySelector('meta[name=tap-token]').content;

async function send(path, options) {
  let response;
  try {
    response = await fetch(`api/${path}`, { ...options, headers: { 'X-Tap-Token': token, ...options.headers } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('tap console does not answer; is it still running?');
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

export function ask(question, parameters = {}, signal) {
  const given = Object.entries(parameters).filter(([, value]) => value !== '' && value !== null);
  const query = new URLSearchParams(given).toString();
  return send(query ? `${question}?${query}` : question, { signal });
}

export function act(action, document) {
  return send(action, {
    method: 'POST', body: JSON.stringify(document), headers: { 'Content-Type': 'application/json' },
  });
}

/** Again and again until the signal: `step` returns how many milliseconds to wait. */
export async function repeat(signal, step) {
  while (!signal.aborted) {
    let pause = 3000;
    try {
      pause = await step();
    } catch (error) {
      if (signal.aborted) return;
    }
    await new Promise((done) => {
      const timer = setTimeout(done, pause);
      signal.addEventListener('abort', () => { clearTimeout(timer); done(); }, { once: true });
    });
  }
}
