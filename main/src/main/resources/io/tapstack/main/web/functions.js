import { el, head, table } from './dom.js';
import { ask, repeat } from './server.js';

const COLUMNS = [
  { title: 'Function', cell: (it) => el('a', { href: `#logs?function=${encodeURIComponent(it.name)}` }, it.name) },
  { title: 'Memory', number: true, cell: (it) => `${it.memoryMegabytes} MB` },
  { title: 'Timeout', number: true, cell: (it) => `${it.timeoutSeconds} s` },
  { title: 'At once', number: true, cell: (it) => it.reservedConcurrency ?? 'no limit' },
  { title: 'Calls', number: true, cell: (it) => it.invocations },
  { title: 'Errors', number: true, cell: (it) => alarming(it.errors) },
  { title: 'Throttled', number: true, cell: (it) => alarming(it.throttles) },
  { title: 'Cold starts', number: true, cell: (it) => it.coldStarts },
  { title: 'Processes', cell: (it) => it.processes.length
      ? it.processes.map((one) => el('div', {}, `${one.pid} `, el('span', { class: 'tag' }, one.state)))
      : el('span', { class: 'dim' }, 'none') },
];

export async function functions(place, parameters, signal) {
  const panel = el('div', { class: 'panel flush scroll' });
  place.append(head('Functions', 'Each name leads to what the function wrote. Renewed every 3 seconds.'), panel);
  const look = async () => {
    const all = await ask('functions', {}, signal);
    panel.replaceChildren(all.length
      ? table('Functions', COLUMNS, all)
      : el('p', { class: 'empty' }, 'No function is deployed.'));
  };
  await look();
  repeat(signal, async () => {
    // Not under somebody's keyboard: a replaced link would lose the focus.
    if (!panel.contains(document.activeElement)) await look();
    return 3000;
  });
}

function alarming(count) {
  return count ? el('span', { class: 'bad-number' }, count) : '0';
}
