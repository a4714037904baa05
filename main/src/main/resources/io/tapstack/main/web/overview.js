import { copyButton, el, head, table } from './dom.js';
import { ask } from './server.js';

export async function overview(place) {
  const { endpoint, region, systems } = await ask('overview');
  const apis = new Map((await ask('operations')).map((it) =>
    [it.apiName, `${endpoint}/_execute-api/${it.api}/${it.stage}`]));
  place.append(head('Overview', 'What tap up deployed to the emulated AWS on this machine.'));
  place.append(el('section', { class: 'panel', 'aria-labelledby': 'reach' },
    el('header', {}, el('h2', { id: 'reach' }, 'Reach it')),
    el('dl', { class: 'pairs' },
      el('dt', {}, 'Endpoint of every AWS API'), el('dd', {}, endpoint),
      [...apis].map(([name, url]) => [el('dt', {}, `REST API ${name}`), el('dd', {}, url)]).flat(),
      el('dt', {}, 'Region'), el('dd', {}, region),
      el('dt', {}, 'From a shell'),
      el('dd', {}, 'eval "$(./tap env)"'))));
  for (const system of systems) place.append(panel(system));
  if (!systems.length) place.append(el('p', { class: 'panel empty' }, 'Nothing is deployed yet: run tap up.'));
}

function panel(system) {
  const columns = [
    { title: 'Output', cell: (output) => output.name },
    { title: 'What it is', cell: (output) => output.description },
    { title: 'Value', cell: (output) => el('span', { class: 'mono' }, output.value), mono: true },
    { title: '', cell: (output) => copyButton(output.name, output.value) },
  ];
  return el('section', { class: 'panel flush', 'aria-labelledby': `system-${system.name}` },
    el('header', {}, el('h2', { id: `system-${system.name}` }, system.name),
      el('span', { class: 'dim' }, system.stacks.join(', ')),
      el('a', { href: '#api' }, 'Try the API'),
      el('a', { href: `#resources?stack=${system.stacks.at(-1)}` }, 'Resources')),
    el('div', { class: 'scroll' }, table(`Outputs of ${system.name}`, columns, system.outputs)));
}
