// What there is: a sum for each currency, and every account.

import { el } from '/assets/dom.js';
import { format, totals } from '/assets/money.js';
import { accounts } from '/assets/server.js';

const KINDS = { CURRENT: 'Current account', SAVINGS: 'Savings account', CARD: 'Card' };

/** An account's kind and the number's last digits, as people say it. */
export function about(account) {
  return `${KINDS[account.kind] ?? 'Account'}, ending in ${account.numberEnding}`;
}

export async function overview() {
  const all = (await accounts()).accounts;
  return el('div', {},
    el('h1', {}, 'Your accounts'),
    el('dl', { class: 'totals' }, totals(all.map((account) => account.balance)).map((sum) =>
      el('div', {}, el('dt', {}, `Total in ${sum.currency}`), el('dd', {}, format(sum))))),
    el('ul', { class: 'accounts', 'aria-label': 'Accounts' }, all.map((account) => el('li', {},
      el('a', { href: `/accounts/${account.id}` },
        el('span', { class: 'name' }, account.name),
        el('span', { class: 'dim' }, about(account)),
        el('span', { class: 'balance' }, format(account.balance)))))));
}
