import { copyButton, el, field, head, problem } from './dom.js';
import { act, ask } from './server.js';

const BRIEF = ['content-type', 'date', 'server', 'content-length'];

export async function tryout(place, parameters) {
  const operations = await ask('operations');
  place.append(head('API', 'Sends a request to a deployed REST API, signed as the account’s root.'));
  if (!operations.length) {
    place.append(el('p', { class: 'panel empty' }, 'No REST API is deployed.'));
    return;
  }
  const answer = el('div', { 'aria-live': 'polite' }, el('p', { class: 'panel empty' }, 'The answer appears here.'));
  const form = el('form', { class: 'panel' });
  const choice = el('select', { name: 'operation' }, operations.map((operation) =>
    el('option', { value: operation.id }, `${operation.method} ${operation.path}  ·  ${operation.apiName}`)));
  const inputs = el('div');
  const send = el('button', { class: 'main', type: 'submit' }, 'Send');
  const chosen = () => operations.find((operation) => operation.id === choice.value);
  const fill = () => inputs.replaceChildren(...fieldsOf(chosen()));
  choice.value = parameters.get('operation') || operations[0].id;
  if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  choice.addEventListener('change', fill);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      const result = await act('try', request(chosen(), new FormData(form)));
      answer.replaceChildren(...show(result));
    } catch (error) {
      answer.replaceChildren(problem(error));
    }
    send.disabled = false;
    send.focus();
  });
  form.append(field('Method', choice), inputs, el('div', { class: 'actions' }, send));
  fill();
  place.append(el('div', { class: 'columns' }, form, answer));
}

function fieldsOf(operation) {
  const parts = operation.parameters.map(parameterField);
  if (operation.body !== null) {
    const body = el('textarea', { name: 'body', rows: 8, spellcheck: 'false' });
    body.value = JSON.stringify(operation.body, null, 2);
    parts.push(field('Body', body, 'application/json'));
  }
  return parts;
}

function parameterField(parameter) {
  const input = el('input', {
    type: 'text', name: `parameter ${parameter.name}`, required: parameter.required, autocomplete: 'off',
    spellcheck: 'false',
  });
  const label = `${parameter.name}${parameter.required ? '' : ' (optional)'}`;
  const part = field(label, input, [parameter.in, parameter.description].filter(Boolean).join(' – '));
  if (parameter.name.toLowerCase() === 'idempotency-key') {
    const renew = () => { input.value = crypto.randomUUID(); };
    const button = el('button', { type: 'button', onclick: renew }, 'New');
    button.setAttribute('aria-label', `New ${parameter.name}`);
    renew();
    const row = el('div', { class: 'with-button' });
    input.replaceWith(row);
    row.append(input, button);
  }
  return part;
}

function request(operation, form) {
  const parameters = {};
  for (const { name } of operation.parameters) parameters[name] = form.get(`parameter ${name}`);
  return { operation: operation.id, parameters, body: form.get('body') ?? '' };
}

function show(result) {
  const kind = result.status < 400 ? 'good' : 'bad';
  const headers = Object.entries(result.headers).sort(([a], [b]) => BRIEF.includes(a) - BRIEF.includes(b));
  return [
    el('section', { class: 'panel', 'aria-labelledby': 'answer' },
      el('header', {}, el('h2', { id: 'answer' }, 'Answer'),
        el('span', { class: `status ${kind}`, id: 'status' }, String(result.status)),
        el('span', { class: 'dim' }, `${result.milliseconds} ms`)),
      el('pre', { id: 'answer-body', tabindex: '0', 'aria-label': 'Body' }, pretty(result.body) || '(no body)'),
      el('h3', {}, 'Headers'),
      el('dl', { class: 'pairs' }, headers.flatMap(([name, values]) =>
        [el('dt', {}, name), el('dd', {}, values.join(', '))]))),
    el('section', { class: 'panel', 'aria-labelledby': 'curl-title' },
      el('header', {}, el('h2', { id: 'curl-title' }, 'The same with curl'), copyButton('curl line', result.curl)),
      el('pre', { id: 'curl', class: 'one', tabindex: '0', 'aria-label': 'curl line' }, result.curl)),
  ];
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch (notJson) {
    return body;
  }
}
