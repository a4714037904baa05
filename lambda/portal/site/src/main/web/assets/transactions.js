// What was booked to one account, page by page.

import { about } from '/assets/accounts.js';
import { announce, el, problem } from '/assets/dom.js';
import { format } from '/assets/money.js';
import { accounts, transactions } from '/assets/server.js';

/** The account and its newest transactions; fails when there is no such account. */
export async function statement(id) {
  const [all, first] = await Promise.all([accounts(), transactions(id)]);
  const account = all.accounts.find((one) => one.id === id);
  const rows = el('tbody', {});
  const more = el('div', { class: 'more' });
  add(id, rows, more, first);
  return el('div', {},
    el('a', { class: 'back', href: '/accounts' }, '← All accounts'),
    el('div', { class: 'head' },
      el('div', {}, el('h1', {}, account.name), el('p', { class: 'dim' }, about(account))),
      el('p', { class: 'balance' }, el('span', { class: 'unseen' }, 'Balance '), format(account.balance))),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Transactions' },
      el('table', {},
        el('caption', { class: 'unseen' }, 'Transactions, the newest first'),
        el('thead', {}, el('tr', {},
          el('th', { scope: 'col' }, 'Date'),
          el('th', { scope: 'col' }, 'Description'),
          el('th', { scope: 'col', class: 'number' }, 'Amount'))),
        rows)),
    more);
}

function add(id, rows, more, page) {
  rows.append(...page.transactions.map(row));
  more.replaceChildren(...(page.nextToken ? [button(id, rows, more, page.nextToken)] : []));
}

function row(transaction) {
  const booked = new Date(transaction.bookedAt);
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeZone: 'UTC' });
  return el('tr', {},
    el('td', { class: 'date' }, el('time', { datetime: transaction.bookedAt }, day.format(booked))),
    el('th', { scope: 'row' }, transaction.description),
    el('td', { class: transaction.amount.amount > 0 ? 'number in' : 'number' },
      format(transaction.amount, 'exceptZero')));
}

function button(id, rows, more, token) {
  const show = el('button', { type: 'button' }, 'Show older transactions');
  show.addEventListener('click', async () => {
    show.disabled = true;
    try {
      const page = await transactions(id, token);
      const next = rows.children.length;
      add(id, rows, more, page);
      announce(`${page.transactions.length} more transactions`);
      // The button is gone or another one: whoever pressed it goes on at the first new row.
      rows.children[next].tabIndex = -1;
      rows.children[next].focus({ preventScroll: true });
    } catch (error) {
      more.replaceChildren(problem(error, () => more.replaceChildren(button(id, rows, more, token))));
    }
  });
  return show;
}
