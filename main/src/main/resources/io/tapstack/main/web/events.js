import { atEnd, clock, el, head, tool } from './dom.js';
import { ask, repeat } from './server.js';

const MOST = 1000;
const KINDS = ['table', 'queue', 'topic', 'bus', 'function', 'api', 'edge', 'email'];
const QUIET = 10000;

export async function events(place, parameters, signal) {
  const kind = el('select', {}, el('option', { value: '' }, 'all'), KINDS.map((it) => el('option', {}, it)));
  const search = el('input', { type: 'search', placeholder: 'name or text' });
  const follow = el('input', { type: 'checkbox', checked: true });
  const list = el('ol', { class: 'lines', tabindex: '0', 'aria-label': 'Events, oldest first' });
  const nothing = el('p', { class: 'empty' }, 'Nothing happened yet. Try the API, or fire a rule.');
  kind.value = KINDS.includes(parameters.get('kind')) ? parameters.get('kind') : '';
  search.value = parameters.get('with') ?? '';
  place.append(
    head('Events', 'What flows: changes of tables, messages, calls of functions, requests.', tool('Kind', kind),
      tool('With', search), el('label', { class: 'inline' }, follow, 'Follow')),
    el('div', { class: 'panel flush' }, list, nothing));
  const tell = announcer(signal);
  let after = 0;
  let waiting = new AbortController();
  signal.addEventListener('abort', () => waiting.abort());

  const filter = () => {
    for (const line of list.children) {
      line.hidden = (kind.value && line.dataset.kind !== kind.value) || !line.dataset.text.includes(search.value);
    }
  };
  const look = async (wait) => {
    const page = await ask('events', { after, wait }, waiting.signal);
    after = page.next;
    const end = atEnd(list);
    list.append(...page.events.map((event) => item(event, wait > 0)));
    while (list.children.length > MOST) list.firstChild.remove();
    nothing.hidden = list.children.length > 0;
    list.hidden = !nothing.hidden;
    filter();
    if (page.events.length && end) list.scrollTop = list.scrollHeight;
    return page.events.length;
  };
  kind.addEventListener('change', filter);
  search.addEventListener('input', filter);
  follow.addEventListener('change', () => {
    if (!follow.checked) { waiting.abort(); waiting = new AbortController(); }
  });
  while (await look(0) >= 500);
  list.scrollTop = list.scrollHeight;
  repeat(signal, async () => {
    if (!follow.checked) return 500;
    tell(await look(20));
    return 200;
  });
}

function item(event, fresh) {
  return el('li', { class: fresh ? 'event fresh' : 'event', 'data-kind': event.kind, 'data-text': `${event.source} ${event.summary}` },
    el('details', {},
      el('summary', {},
        el('time', { datetime: event.time }, clock(event.time)),
        el('span', {}, el('span', { class: 'tag accent' }, event.kind)),
        el('span', { class: 'what' }, el('strong', {}, event.source), ' ', event.summary)),
      el('pre', { tabindex: '0', 'aria-label': 'Details' }, JSON.stringify(event.detail, null, 2))));
}

/** A screen reader hears a number now and then, not each event. */
function announcer(signal) {
  const place = document.getElementById('announcer');
  let count = 0;
  const timer = setInterval(() => {
    if (count) place.textContent = `${count} new event${count === 1 ? '' : 's'}`;
    count = 0;
  }, QUIET);
  signal.addEventListener('abort', () => { clearInterval(timer); place.textContent = ''; });
  return (more) => { count += more; };
}
