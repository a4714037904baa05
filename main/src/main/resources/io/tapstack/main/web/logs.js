import { atEnd, clock, el, head, tool } from './dom.js';
import { ask, repeat } from './server.js';

const MOST = 2000;
const SPANS = [['10 minutes', 600], ['1 hour', 3600], ['1 day', 86400], ['all', 0]];

export async function logs(place, parameters, signal) {
  const functions = await ask('functions', {}, signal);
  const choice = el('select', {}, functions.map((it) => el('option', {}, it.name)));
  const span = el('select', {}, SPANS.map(([title, seconds]) => el('option', { value: seconds }, title)));
  const search = el('input', { type: 'search', placeholder: 'text' });
  const follow = el('input', { type: 'checkbox', checked: true });
  const list = el('ol', { class: 'lines', tabindex: '0', 'aria-label': 'Lines, oldest first' });
  const nothing = el('p', { class: 'empty' }, 'The function wrote nothing in this time.');
  if (functions.some((it) => it.name === parameters.get('function'))) choice.value = parameters.get('function');
  span.value = '3600';
  place.append(
    head('Logs', 'What a function wrote to CloudWatch Logs.', tool('Function', choice), tool('Since', span),
      tool('With', search), el('label', { class: 'inline' }, follow, 'Follow')),
    el('div', { class: 'panel flush' }, list, nothing));
  let seen = new Set();
  let from = 0;

  const filter = () => {
    for (const line of list.children) line.hidden = !line.textContent.includes(search.value);
  };
  const look = async () => {
    const wanted = choice.value;
    if (!wanted) return;
    const lines = await ask('logs', { function: wanted, from }, signal);
    if (wanted !== choice.value) return;
    const end = atEnd(list);
    const fresh = lines.filter((line) => !seen.has(line.id));
    for (const line of fresh) {
      if (line.time > from) { from = line.time; seen = new Set(); }
      seen.add(line.id);
    }
    list.append(...fresh.map(item));
    while (list.children.length > MOST) list.firstChild.remove();
    nothing.hidden = list.children.length > 0;
    list.hidden = !nothing.hidden;
    filter();
    if (fresh.length && end) list.scrollTop = list.scrollHeight;
  };
  const begin = () => {
    const seconds = Number(span.value);
    from = seconds ? Date.now() - seconds * 1000 : 0;
    seen = new Set();
    list.replaceChildren();
    return look();
  };
  choice.addEventListener('change', begin);
  span.addEventListener('change', begin);
  search.addEventListener('input', filter);
  await begin();
  list.scrollTop = list.scrollHeight;
  repeat(signal, async () => {
    if (follow.checked) await look();
    return 1000;
  });
}

function item(line) {
  const more = [line.correlationId, line.detail].filter(Boolean).join('  ');
  return el('li', { class: `log ${line.level}` },
    el('time', { datetime: new Date(line.time).toISOString() }, clock(line.time)),
    el('span', { class: 'level' }, line.level),
    el('span', { class: 'what' }, line.message, more ? el('span', { class: 'dim' }, line.message ? `  ${more}` : more) : null));
}
