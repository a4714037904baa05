import { el, head, table, tool } from './dom.js';
import { ask } from './server.js';

/** Where more is to be seen of a resource. */
const LINKS = {
  aws_lambda_function: (it) => [`#logs?function=${encodeURIComponent(it.id)}`, 'logs'],
  aws_dynamodb_table: (it) => [`#events?kind=table&with=${encodeURIComponent(it.name)}`, 'events'],
  aws_sqs_queue: (it) => [`#events?kind=queue&with=${encodeURIComponent(it.name)}`, 'events'],
  aws_sns_topic: (it) => [`#events?kind=topic&with=${encodeURIComponent(it.name)}`, 'events'],
  aws_cloudwatch_event_rule: () => ['#rules', 'rules'],
  aws_lb: (it) => [`#events?kind=edge&with=${encodeURIComponent(it.name)}`, 'events'],
  aws_cloudfront_distribution: (it) => [`#events?kind=edge&with=${encodeURIComponent(it.id)}`, 'events'],
  aws_api_gateway_rest_api: () => ['#api', 'try it'],
};
const COLUMNS = [
  { title: 'Name', cell: (it) => it.name || it.id },
  { title: 'Type', cell: (it) => it.type.replace(/^aws_/, '') },
  { title: 'ARN or id', cell: (it) => el('span', { class: 'mono dim' }, it.arn || it.id), mono: true },
  { title: 'See', cell: link },
];

export async function resources(place, parameters, signal) {
  const all = (await ask('resources', {}, signal)).sort((a, b) => rank(a) - rank(b) || a.type.localeCompare(b.type));
  const stacks = [...new Set(all.map((it) => it.stack))];
  const stack = el('select', {}, el('option', { value: '' }, 'all'), stacks.map((it) => el('option', {}, it)));
  const search = el('input', { type: 'search', placeholder: 'type, name or ARN' });
  const panel = el('div', { class: 'panel flush scroll' });
  const count = el('p', { class: 'dim count', role: 'status' });
  stack.value = stacks.includes(parameters.get('stack')) ? parameters.get('stack') : '';
  const show = () => {
    const shown = all.filter((it) => (!stack.value || it.stack === stack.value)
      && `${it.type} ${it.name} ${it.arn} ${it.id}`.includes(search.value));
    count.textContent = `${shown.length} of ${all.length} resources`;
    panel.replaceChildren(shown.length
      ? table('Resources', COLUMNS, shown)
      : el('p', { class: 'empty' }, all.length ? 'No resource is like that.' : 'Nothing is deployed yet: run tap up.'));
  };
  stack.addEventListener('change', show);
  search.addEventListener('input', show);
  place.append(head('Resources', 'What Terraform made, as its states say.', tool('Stack', stack), tool('With', search)),
    count, panel);
  show();
}

/** Those that lead somewhere come first. */
function rank(resource) {
  return resource.type in LINKS ? 0 : 1;
}

function link(resource) {
  const [href, text] = LINKS[resource.type]?.(resource) ?? [];
  return href ? el('a', { href, 'aria-label': `${text} of ${resource.name || resource.id}` }, text) : '';
}
