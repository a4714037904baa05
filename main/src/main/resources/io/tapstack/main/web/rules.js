import { el, field, head, problem } from './dom.js';
import { act, ask } from './server.js';

export async function rules(place, parameters, signal) {
  const all = await ask('rules', {}, signal);
  place.append(head('Rules', 'EventBridge’s rules. Fire one now instead of waiting for its schedule or an event.'));
  for (const rule of all) place.append(panel(rule));
  if (!all.length) place.append(el('p', { class: 'panel empty' }, 'No rule is deployed.'));
}

function panel(rule) {
  const id = `rule-${rule.bus}-${rule.name}`;
  const outcome = el('div', { 'aria-live': 'polite' });
  const event = el('textarea', { rows: 3, spellcheck: 'false', placeholder: '{ … }' });
  const fire = el('button', { type: 'button', class: 'main', disabled: rule.state !== 'ENABLED' }, 'Fire');
  fire.setAttribute('aria-label', `Fire ${rule.name}`);
  fire.addEventListener('click', async () => {
    fire.disabled = true;
    try {
      const document = event.value.trim() ? JSON.parse(event.value) : null;
      const deliveries = await act('fire', { bus: rule.bus, rule: rule.name, event: document });
      outcome.replaceChildren(el('ul', {}, deliveries.map((it) => el('li', { class: it.delivered ? 'good' : 'bad' },
        it.delivered ? `delivered to ${it.arn}` : `${it.arn}: ${it.error}`))));
    } catch (error) {
      outcome.replaceChildren(problem(error instanceof SyntaxError ? new Error(`The event is not JSON: ${error.message}`) : error));
    }
    fire.disabled = false;
    fire.focus();
  });
  return el('section', { class: 'panel', 'aria-labelledby': id },
    el('header', {}, el('h2', { id }, rule.name), el('span', { class: 'tag' }, rule.bus),
      el('span', { class: 'tag accent' }, rule.schedule ?? 'pattern'),
      rule.state === 'ENABLED' ? null : el('span', { class: 'warn' }, rule.state.toLowerCase())),
    rule.pattern ? el('pre', { tabindex: '0', 'aria-label': 'Pattern' }, JSON.stringify(rule.pattern, null, 2)) : null,
    el('h3', {}, 'Targets'),
    el('ul', { class: 'mono' }, rule.targets.map((arn) => el('li', {}, arn))),
    el('details', {}, el('summary', {}, 'With an event of your own'), field('Event', event)),
    el('div', { class: 'actions' }, fire),
    outcome);
}
