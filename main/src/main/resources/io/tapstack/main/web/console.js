// Chooses the view by the address's fragment: #logs?function=payments-local-api

import { el, problem } from './dom.js';
import { ask, repeat } from './server.js';
import { overview } from './overview.js';
import { tryout } from './tryout.js';
import { functions } from './functions.js';
import { logs } from './logs.js';
import { events } from './events.js';
import { rules } from './rules.js';
import { resources } from './resources.js';

const views = {
  overview: ['Overview', overview],
  api: ['API', tryout],
  functions: ['Functions', functions],
  logs: ['Logs', logs],
  events: ['Events', events],
  rules: ['Rules', rules],
  resources: ['Resources', resources],
};
const main = document.getElementById('main');
const state = document.getElementById('state');
let leaving = new AbortController();

for (const [name, [title]] of Object.entries(views)) {
  document.getElementById('views').append(el('li', {}, el('a', { href: `#${name}` }, title)));
}

async function show(moved) {
  const [fragment, query] = location.hash.slice(1).split('?');
  const name = fragment in views ? fragment : 'overview';
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#${name}`) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else link.removeAttribute('aria-current');
  }
  document.title = `${views[name][0]} – TapStack console`;
  const place = el('div');
  main.replaceChildren(place);
  if (moved) main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  try {
    await views[name][1](place, new URLSearchParams(query), signal);
  } catch (error) {
    if (!signal.aborted) place.append(problem(error));
  }
  main.dataset.view = name; // the view is complete
}

function say(text, kind) {
  if (state.textContent !== text) state.textContent = text;
  state.className = `state ${kind}`;
}

repeat(new AbortController().signal, async () => {
  try {
    const { length } = await ask('functions');
    say(`running, ${length} function${length === 1 ? '' : 's'}`, 'good');
  } catch (error) {
    say('the emulated AWS does not answer', 'bad');
  }
  return 5000;
});
window.addEventListener('hashchange', () => {
  if (location.hash !== '#main') show(true);
});
show(false);
